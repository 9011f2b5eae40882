export interface Reciprocity {
  /** Share of the directed links whose opposite is there too. */
  readonly value: number;
  /** Distinct directed links, self-links left out. */
  readonly links: number;
  /** Of these, links with an opposite. */
  readonly mutual: number;
  /** The links in the order in which their sources were first seen. */
  readonly of: readonly { readonly from: string; readonly to: string; readonly mutual: boolean }[];
}

/**
 * The reciprocity of a directed network given as pairs of names, any number of times: the share of its links that go
 * both ways (Newman 2010, section 7.10). Links of a node to itself are left out. Null without links.
 * @throws RangeError where the columns differ in length
 */
export function reciprocity(from: ArrayLike<string>, to: ArrayLike<string>): Reciprocity | null {
  if (from.length !== to.length) {
    throw new RangeError(`reciprocity: ${from.length} sources against ${to.length} targets`);
  }
  const targets = new Map<string, Set<string>>();
  for (let e = 0; e < from.length; e++) {
    if (from[e] === to[e]) continue;
    const own = targets.get(from[e]!) ?? new Set();
    targets.set(from[e]!, own.add(to[e]!));
  }
  const of = [...targets].flatMap(([source, own]) =>
    [...own].map((target) => ({
      from: source,
      to: target,
      mutual: targets.get(target)?.has(source) ?? false,
    })),
  );
  const mutual = of.filter((link) => link.mutual).length;
  return of.length === 0 ? null : { value: mutual / of.length, links: of.length, mutual, of };
}
