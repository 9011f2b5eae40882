/**
 * Owners to whom the Hub moved the models that once had a bare name ("bert-base-uncased"), in 2023 and 2024. The Hub
 * redirects the old names; a census lists only the new ones.
 */
export const ownersOfMovedNames: readonly string[] = [
  "google-bert",
  "openai-community",
  "FacebookAI",
  "distilbert",
  "google-t5",
  "albert",
  "almanach",
  "xlnet",
  "transfo-xl",
];

export type BaseMatch = "exact" | "case" | "moved" | "absent";

export interface ResolvedBase {
  /** The id under which the census has the base; the name as declared where it has none. */
  readonly id: string;
  readonly match: BaseMatch;
}

/**
 * Finds declared bases among known ids: the id itself; else the one id that differs in case only (the Hub's addresses
 * ignore case); else, for a bare name, the owner to whom the Hub moved such models. All else is absent: deleted,
 * private, renamed, or no model of the Hub at all.
 */
export function baseResolver(known: Iterable<string>): (declared: string) => ResolvedBase {
  const ids = new Set(known);
  const byCase = new Map<string, string | null>();
  for (const id of ids) byCase.set(id.toLowerCase(), byCase.has(id.toLowerCase()) ? null : id);
  return (declared) => {
    if (ids.has(declared)) return { id: declared, match: "exact" };
    const other = byCase.get(declared.toLowerCase());
    if (other) return { id: other, match: "case" };
    if (!declared.includes("/")) {
      const owner = ownersOfMovedNames.find((name) => ids.has(`${name}/${declared}`));
      if (owner) return { id: `${owner}/${declared}`, match: "moved" };
    }
    return { id: declared, match: "absent" };
  };
}
