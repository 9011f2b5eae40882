import type { Correlation } from "./correlation.js";
import { kendallCounts, kendallExactP } from "./kendall-counts.js";
import { normalTwoSided } from "./normal.js";
import { type Numbers, requireLevel, requireOrdered, requireSameLength } from "./numbers.js";
import { fisherInterval } from "./pearson.js";
import { tieCubes } from "./ranks.js";

/**
 * Kendall's tau-b, in O(n log n). p is exact for up to 33 pairs without ties, else normal with tie correction; the
 * interval is by Fisher's z with the variance 0.437 / (n - 4) of Fieller, Hartley and Pearson (1957), [-1, 1] for up to
 * 4 pairs. Null for fewer than 2 pairs or when a column is constant.
 * @throws RangeError on NaN or null or on columns of different length
 */
export function kendall(
  x: Numbers,
  y: Numbers,
  { level = 0.95 }: { level?: number } = {},
): Correlation | null {
  requireLevel(level, "kendall");
  requireSameLength(x, y, "kendall");
  requireOrdered(x, "kendall");
  requireOrdered(y, "kendall");
  const n = x.length;
  const { s, tiesX, tiesY, pairsX, pairsY, pairs } = kendallCounts(x, y);
  if (n < 2 || pairsX === pairs || pairsY === pairs) return null;
  const value = Math.max(-1, Math.min(1, s / Math.sqrt(pairs - pairsX) / Math.sqrt(pairs - pairsY)));
  const p =
    pairsX === 0 && pairsY === 0 && n <= 33
      ? kendallExactP(n, s)
      : normalTwoSided(s / Math.sqrt(varianceOfS(n, tiesX, tiesY)));
  const error = n > 4 ? Math.sqrt(0.437 / (n - 4)) : Infinity;
  return { value, ...fisherInterval(value, error, level), n, level, p };
}

/** Variance of S under independence, given the ties (Kendall 1970, equation 4.4). */
export function varianceOfS(n: number, tiesX: Float64Array, tiesY: Float64Array): number {
  const sum = (ties: Float64Array, term: (t: number) => number) =>
    ties.reduce((total, t) => total + term(t), 0);
  const cubic = (ties: Float64Array) => 2 * tieCubes(ties) + 3 * sum(ties, (t) => t * (t - 1));
  const base = 2 * (n ** 3 - n) + 3 * n * (n - 1);
  const twos = (ties: Float64Array) => sum(ties, (t) => t * (t - 1));
  const threes = (ties: Float64Array) => sum(ties, (t) => t * (t - 1) * (t - 2));
  let variance = (base - cubic(tiesX) - cubic(tiesY)) / 18 + (twos(tiesX) * twos(tiesY)) / (2 * n * (n - 1));
  if (n > 2) variance += (threes(tiesX) * threes(tiesY)) / (9 * n * (n - 1) * (n - 2));
  return variance;
}
