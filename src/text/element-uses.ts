import { type NameElement, nameElements } from "./name-elements.js";
import type { NamePart } from "./read-model-name.js";

export interface ElementUse {
  readonly element: NameElement;
  /** Parts that are such an element, of all parts. */
  readonly uses: number;
  readonly parts: number;
  /** Null where there are no parts. */
  readonly share: number | null;
}

/** How often each element is used in read names, most used first, ties in the order of nameElements. */
export function elementUses(names: Iterable<readonly NamePart[]>): ElementUse[] {
  const uses = new Map<NameElement, number>(nameElements.map((element) => [element, 0]));
  let parts = 0;
  for (const name of names) {
    parts += name.length;
    for (const { element } of name) uses.set(element, uses.get(element)! + 1);
  }
  return [...uses]
    .map(([element, count]) => ({ element, uses: count, parts, share: parts === 0 ? null : count / parts }))
    .sort((a, b) => b.uses - a.uses);
}
