import { adjustedRand } from "../stats/adjusted-rand.js";

/** Names, and the group of each. */
export interface Grouping {
  readonly nodes: readonly string[];
  readonly of: ArrayLike<number>;
}

/**
 * How far two groupings agree on the names that both hold: the adjusted Rand index (Hubert and Arabie 1985), 1 for the
 * same groups, about 0 for chance. Null agreement where they share fewer than two names.
 */
export function sharedAgreement(a: Grouping, b: Grouping): { shared: number; agreement: number | null } {
  const groupIn = new Map(a.nodes.map((name, place) => [name, a.of[place]!]));
  const both = b.nodes.flatMap((name, place) => {
    const group = groupIn.get(name);
    return group === undefined ? [] : [[group, b.of[place]!] as const];
  });
  const agreement = adjustedRand(
    both.map(([group]) => group),
    both.map(([, group]) => group),
  );
  return { shared: both.length, agreement: both.length < 2 ? null : agreement };
}
