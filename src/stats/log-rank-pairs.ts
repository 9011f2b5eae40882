import { holm } from "./holm.js";
import { logRank } from "./log-rank.js";
import type { Numbers } from "./numbers.js";

export interface LogRankPair {
  first: string | number;
  second: string | number;
  n: number;
  events: number;
  statistic: number;
  p: number;
  /** Holm's, over the pairs that could be tested. */
  adjustedP: number;
  /** Events over expected ones in the first group, divided by the same in the second: above 1, the first dies earlier. */
  rateRatio: number;
}

/**
 * The log-rank test of every two groups, each on their own cases, with p-values adjusted by Holm for their number. Pairs
 * in order of the groups' first appearance; those that logRank cannot test (no event, or never at risk together) are left
 * out. No cases or one group give no pairs. See kaplanMeier for durations and observed.
 * @throws RangeError where logRank does
 */
export function logRankPairs(
  durations: Numbers,
  observed: ArrayLike<boolean | number>,
  groups: ArrayLike<string | number>,
): LogRankPair[] {
  const labels = [...new Set(Array.from(groups))];
  const rowsOf = new Map(labels.map((label) => [label, [] as number[]]));
  for (let i = 0; i < groups.length; i++) rowsOf.get(groups[i]!)!.push(i);
  const pairs: Omit<LogRankPair, "adjustedP">[] = [];
  for (const [i, first] of labels.entries()) {
    for (const second of labels.slice(i + 1)) {
      const rows = [...rowsOf.get(first)!, ...rowsOf.get(second)!];
      const result = logRank(
        rows.map((row) => durations[row]!),
        rows.map((row) => observed[row]!),
        rows.map((row) => groups[row]!),
      );
      if (!result) continue;
      const [one, other] = result.groups as [(typeof result.groups)[0], (typeof result.groups)[0]];
      pairs.push({
        first,
        second,
        n: rows.length,
        events: one.observed + other.observed,
        statistic: result.statistic,
        p: result.p,
        rateRatio: one.observed / one.expected / (other.observed / other.expected),
      });
    }
  }
  const adjusted = holm(pairs.map(({ p }) => p));
  return pairs.map((pair, i) => ({ ...pair, adjustedP: adjusted[i]! }));
}
