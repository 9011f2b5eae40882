import type { CleanCard } from "./clean-card.js";

/**
 * What cleaning takes out of some cards: characters of code, tables and HTML, each as a share of those and the prose that
 * is kept together. NaN where there is neither.
 */
export function removedByCleaning(
  cards: readonly Pick<CleanCard, "prose" | "codeChars" | "tableChars" | "htmlChars">[],
): { code: number; tables: number; html: number } {
  const kept = cards.reduce((sum, { prose }) => sum + prose.length, 0);
  const part = (kind: "codeChars" | "tableChars" | "htmlChars") => {
    const gone = cards.reduce((sum, card) => sum + card[kind], 0);
    return gone / (gone + kept);
  };
  return { code: part("codeChars"), tables: part("tableChars"), html: part("htmlChars") };
}
