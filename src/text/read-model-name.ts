import { type NameElement, nameElementRules } from "./name-elements.js";

export interface NamePart {
  readonly text: string;
  readonly element: NameElement;
}

export interface ReadNameOptions {
  /** Further words that are names of bases, in lower case; a part that holds one and a number ("zephyr2") counts too. */
  readonly bases?: ReadonlySet<string>;
}

/** Dates and quantisations that hold the separators at which names are cut. */
const whole =
  /(?<![a-z0-9])((?:19|20)\d{2}[-_.](?:0[1-9]|1[0-2])[-_.](?:[0-2]\d|3[01])|i?q[1-8]_(?:k_[sml]|k|[01s]|xx?s|nl|xs))(?![a-z0-9])/i;
const wordElements = new Map<string, NameElement>();
for (const { element, words } of nameElementRules) {
  for (const word of words) if (!wordElements.has(word)) wordElements.set(word, element);
}
const patterns = nameElementRules.flatMap(({ element, pattern }) => (pattern ? [{ element, pattern }] : []));

/**
 * Cuts a model's name, without its owner, into parts and says what each says: by a table of words and patterns
 * (nameElementRules), all else being an identifier. Names are cut at hyphens, underscores, spaces and those dots that do
 * not stand between digits; "Q4_K_M" and "2024-05-01" stay whole. Case does not matter. An empty name has no parts.
 */
export function readModelName(name: string, { bases }: ReadNameOptions = {}): NamePart[] {
  const parts: NamePart[] = [];
  for (const [i, piece] of name.split(whole).entries()) {
    if (i % 2 === 1) {
      parts.push({ text: piece, element: /^i?q/i.test(piece) ? "quantisation" : "date" });
      continue;
    }
    for (const text of piece.split(/[-_\s/]+|(?<!\d)\.|\.(?!\d)/)) {
      if (text) parts.push({ text, element: elementOf(text.toLowerCase(), bases) });
    }
  }
  return parts;
}

function elementOf(part: string, bases: ReadonlySet<string> | undefined): NameElement {
  // A pattern is more particular than a word: "int8" before "it", "v2" before a base that ends in a number.
  for (const { element, pattern } of patterns) if (pattern.test(part)) return element;
  if (bases && (bases.has(part) || bases.has(part.replace(/\d+(\.\d+)?$/, "")))) return "base";
  return wordElements.get(part) ?? "identifier";
}

/** The elements of a name in their order, runs of one element once: "base-size-identifier". */
export function namePattern(parts: readonly NamePart[]): string {
  return parts
    .map(({ element }) => element)
    .filter((element, i, all) => element !== all[i - 1])
    .join("-");
}
