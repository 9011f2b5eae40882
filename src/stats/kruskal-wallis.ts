import { chiSquareSf } from "./distributions.js";
import type { Numbers } from "./numbers.js";
import { ranksWithTies } from "./ranks.js";

export interface KruskalWallisResult {
  /** H, corrected for ties. */
  h: number;
  df: number;
  p: number;
  /** H / (n - 1): 0 no difference, 1 groups fully apart (Tomczak and Tomczak 2014). */
  epsilonSquared: number;
  n: number;
  /** Mean rank of each group in the order given; null for an empty one. */
  meanRanks: (number | null)[];
  /** Groups without values, which the test leaves out. */
  emptyGroups: number;
}

/**
 * The Kruskal-Wallis test (1952) of whether groups come from one distribution, in O(n log n), p by chi-square. Null with
 * fewer than two groups that hold values; H is 0 and p 1 when all values are tied.
 * @throws RangeError on NaN or null
 */
export function kruskalWallis(groups: readonly Numbers[]): KruskalWallisResult | null {
  const filled = groups.filter((group) => group.length > 0);
  if (filled.length < 2) return null;
  const n = filled.reduce((sum, group) => sum + group.length, 0);
  const pooled = new Float64Array(n);
  let end = 0;
  for (const group of groups) for (let i = 0; i < group.length; i++) pooled[end++] = strict(group[i]);
  const { ranks: rank, cubes } = ranksWithTies(pooled);
  let from = 0;
  let between = 0;
  const meanRanks = groups.map((group) => {
    if (group.length === 0) return null;
    let sum = 0;
    for (let i = 0; i < group.length; i++) sum += rank[from + i]!;
    from += group.length;
    const mean = sum / group.length;
    between += group.length * (mean - (n + 1) / 2) ** 2;
    return mean;
  });
  const untied = 1 - cubes / (n ** 3 - n);
  const h = untied > 0 ? ((12 / (n * (n + 1))) * between) / untied : 0;
  const df = filled.length - 1;
  return {
    h,
    df,
    p: chiSquareSf(h, df),
    epsilonSquared: h / (n - 1),
    n,
    meanRanks,
    emptyGroups: groups.length - filled.length,
  };
}

/** Keeps null from turning into 0 on its way into a typed array. */
function strict(value: number | undefined): number {
  return typeof value === "number" ? value : Number.NaN;
}
