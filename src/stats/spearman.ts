import type { Correlation } from "./correlation.js";
import { type Numbers, requireLevel, requireOrdered, requireSameLength } from "./numbers.js";
import { fisherInterval, productMoment, tOf } from "./pearson.js";
import { ranks } from "./ranks.js";

/**
 * Spearman's rank correlation (ties share mean ranks), in O(n log n), p by Student's t, interval by Fisher's z with the
 * variance of Bonett and Wright (2000). Null for fewer than 3 pairs or when a column is constant; with 3 pairs the
 * interval is [-1, 1].
 * @throws RangeError on NaN or null or on columns of different length
 */
export function spearman(
  x: Numbers,
  y: Numbers,
  { level = 0.95 }: { level?: number } = {},
): Correlation | null {
  requireLevel(level, "spearman");
  requireSameLength(x, y, "spearman");
  requireOrdered(x, "spearman");
  requireOrdered(y, "spearman");
  const r = productMoment(ranks(x), ranks(y));
  if (r === null) return null;
  const n = x.length;
  const error = Math.sqrt((1 + r ** 2 / 2) / (n - 3));
  return { value: r, ...fisherInterval(r, error, level), n, level, p: tOf(r, n) };
}
