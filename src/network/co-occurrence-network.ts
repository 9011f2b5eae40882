import { buildNetwork, type Network } from "./network.js";

/** How often two things meet in one case. */
export interface Meeting {
  readonly a: string;
  readonly b: string;
  readonly shared: number;
}

/**
 * Links the things that meet more often than if they were independent, shared × cases > uses × uses, weighted by the cosine
 * of their uses (Salton and McGill 1983): 1 for things that always meet, near 0 for a rare meeting of common things. Empty
 * where nothing does.
 * @throws RangeError where a meeting names a thing without uses
 */
export function coOccurrenceNetwork(
  meetings: readonly Meeting[],
  uses: ReadonlyMap<string, number>,
  cases: number,
): Network {
  const usesOf = (name: string) => {
    const count = uses.get(name);
    if (!count) throw new RangeError(`coOccurrenceNetwork: ${name} has no uses`);
    return count;
  };
  const linked = meetings.filter(({ a, b, shared }) => shared * cases > usesOf(a) * usesOf(b));
  return buildNetwork(
    linked.map(({ a }) => a),
    linked.map(({ b }) => b),
    linked.map(({ a, b, shared }) => shared / Math.sqrt(usesOf(a) * usesOf(b))),
  );
}
