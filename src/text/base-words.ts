import { readModelName } from "./read-model-name.js";

/**
 * First words of the names on which at least `least` models are built, in lower case, without numbers: words that name a base,
 * though no table knows them. Words of fewer than three letters and words that the table takes for something are left out.
 * @param bases one name or id for each model built on it, so a base that many use is given many times
 */
export function baseWords(bases: Iterable<string>, { least = 5 }: { least?: number } = {}): Set<string> {
  const uses = new Map<string, number>();
  for (const base of bases) {
    const name = base.slice(base.lastIndexOf("/") + 1);
    const word = name.split(/[-_.\s\d]/)[0]!.toLowerCase();
    uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return new Set(
    [...uses]
      .filter(([word, count]) => count >= least && word.length >= 3)
      .map(([word]) => word)
      .filter((word) => readModelName(word)[0]?.element === "identifier"),
  );
}
