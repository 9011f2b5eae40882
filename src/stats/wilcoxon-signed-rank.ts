import { normalTwoSided } from "./normal.js";
import { type Numbers, requireFinite, requireSameLength } from "./numbers.js";
import { ranksWithTies } from "./ranks.js";

export interface WilcoxonSignedRankResult {
  /** Sum of the ranks of positive differences, x above y. */
  positive: number;
  /** Sum of the ranks of negative differences. */
  negative: number;
  /** Two-sided. */
  p: number;
  method: "exact" | "normal";
  /** (positive - negative) / their sum, from -1 to 1: the matched-pairs rank-biserial correlation. */
  rankBiserial: number;
  /** Pairs that differ. */
  n: number;
  /** Pairs that do not, which Wilcoxon's method leaves out. */
  zeros: number;
}

/**
 * The Wilcoxon signed-rank test of paired columns (Wilcoxon 1945), or of differences from 0 when y is left out. p is
 * exact for up to 50 differences without zeros or ties, else normal with tie correction and no continuity correction.
 * Null when no pair differs.
 * @throws RangeError on a value that is not finite or on columns of different length
 */
export function wilcoxonSignedRank(x: Numbers, y?: Numbers): WilcoxonSignedRankResult | null {
  requireFinite(x, "wilcoxonSignedRank");
  if (y) {
    requireFinite(y, "wilcoxonSignedRank");
    requireSameLength(x, y, "wilcoxonSignedRank");
  }
  const differences = Float64Array.from({ length: x.length }, (_, i) => x[i]! - (y?.[i] ?? 0)).filter(
    (d) => d !== 0,
  );
  const n = differences.length;
  if (n === 0) return null;
  const sizes = differences.map(Math.abs);
  const { ranks: rank, cubes } = ranksWithTies(sizes);
  const positive = rank.reduce((sum, r, i) => sum + (differences[i]! > 0 ? r : 0), 0);
  const total = (n * (n + 1)) / 2;
  const smaller = Math.min(positive, total - positive);
  const exact = n <= 50 && n === x.length && cubes === 0;
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - cubes / 48;
  return {
    positive,
    negative: total - positive,
    p: exact ? exactP(n, smaller) : normalTwoSided((smaller - total / 2) / Math.sqrt(variance)),
    method: exact ? "exact" : "normal",
    rankBiserial: (2 * positive - total) / total,
    n,
    zeros: x.length - n,
  };
}

/** Twice P(W <= w) when each rank is positive with probability one half. */
function exactP(n: number, w: number): number {
  const mass = new Float64Array((n * (n + 1)) / 2 + 1);
  mass[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    for (let k = mass.length - 1; k >= 0; k--) mass[k] = (mass[k]! + (k >= rank ? mass[k - rank]! : 0)) / 2;
  }
  return Math.min(1, 2 * mass.subarray(0, w + 1).reduce((sum, p) => sum + p, 0));
}
