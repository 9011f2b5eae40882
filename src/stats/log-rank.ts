import { chiSquareSf } from "./distributions.js";
import { invertSpd } from "./invert-spd.js";
import { lifeTable } from "./kaplan-meier.js";
import { type Numbers, requireSameLength } from "./numbers.js";

export interface LogRankResult {
  statistic: number;
  df: number;
  p: number;
  /** One row a group, in order of first appearance. */
  groups: { group: string | number; n: number; observed: number; expected: number }[];
}

/**
 * The log-rank test (Mantel 1966) of whether groups die at the same rate, with the hypergeometric variance at tied
 * times. See kaplanMeier for durations and observed. Null with fewer than two groups at risk together, or no event.
 * @throws RangeError on a negative or non-finite duration or columns of different length
 */
export function logRank(
  durations: Numbers,
  observed: ArrayLike<boolean | number>,
  groups: ArrayLike<string | number>,
): LogRankResult | null {
  requireSameLength(durations, groups, "logRank");
  const members = new Map<string | number, number[]>();
  for (let i = 0; i < groups.length; i++) {
    const rows = members.get(groups[i]!);
    if (rows) rows.push(i);
    else members.set(groups[i]!, [i]);
  }
  const pooled = lifeTable(durations, observed, "logRank");
  const labels = [...members.keys()];
  const k = labels.length;
  const tables = [...members.values()].map((rows) =>
    lifeTable(
      rows.map((i) => durations[i]!),
      rows.map((i) => observed[i]!),
      "logRank",
    ),
  );
  const sizes = [...members.values()].map((rows) => rows.length);
  const at = tables.map(() => 0);
  const atRisk = [...sizes];
  const seen = new Array<number>(k).fill(0);
  const expected = new Array<number>(k).fill(0);
  const variance = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (const { time, atRisk: n, events: d } of pooled) {
    const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let g = 0; g < k; g++) {
      const share = atRisk[g]! / n;
      expected[g]! += d * share;
      for (let h = 0; h < k; h++) variance[g]![h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]! / n);
    }
    for (let g = 0; g < k; g++) {
      const row = tables[g]![at[g]!];
      if (row?.time !== time) continue;
      seen[g]! += row.events;
      atRisk[g]! -= row.events + row.censored;
      at[g]!++;
    }
  }
  // A group never at risk while something happened carries no information.
  const informative = labels.map((_, g) => g).filter((g) => expected[g]! > 0 && variance[g]![g]! > 0);
  if (informative.length < 2) return null;
  // The differences sum to zero: one group is redundant.
  const free = informative.slice(1);
  const inverse = invertSpd(free.map((g) => free.map((h) => variance[g]![h]!)));
  if (!Array.isArray(inverse)) return null;
  const difference = free.map((g) => seen[g]! - expected[g]!);
  const statistic = inverse.reduce(
    (sum, row, i) => sum + difference[i]! * row.reduce((s, v, j) => s + v * difference[j]!, 0),
    0,
  );
  return {
    statistic,
    df: free.length,
    p: chiSquareSf(statistic, free.length),
    groups: labels.map((group, g) => ({ group, n: sizes[g]!, observed: seen[g]!, expected: expected[g]! })),
  };
}
