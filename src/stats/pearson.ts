import type { Correlation } from "./correlation.js";
import { tTwoSided } from "./distributions.js";
import { normalQuantile } from "./normal.js";
import { type Numbers, requireFinite, requireLevel, requireSameLength } from "./numbers.js";

/**
 * Pearson's correlation of two columns, p by Student's t, interval by Fisher's z. Null for fewer than 3 pairs or when a
 * column is constant; with 3 pairs the interval is [-1, 1].
 * @throws RangeError on a value that is not finite or on columns of different length
 */
export function pearson(
  x: Numbers,
  y: Numbers,
  { level = 0.95 }: { level?: number } = {},
): Correlation | null {
  requireLevel(level, "pearson");
  requireSameLength(x, y, "pearson");
  requireFinite(x, "pearson");
  requireFinite(y, "pearson");
  const r = productMoment(x, y);
  if (r === null) return null;
  const n = x.length;
  return { value: r, ...fisherInterval(r, 1 / Math.sqrt(n - 3), level), n, level, p: tOf(r, n) };
}

/** The correlation coefficient alone; null for fewer than 3 pairs or a constant column. */
export function productMoment(x: Numbers, y: Numbers): number | null {
  const n = x.length;
  if (n < 3) return null;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i]! / n;
    meanY += y[i]! / n;
  }
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    sxx += dx * dx;
    syy += dy * dy;
    sxy += dx * dy;
  }
  // A constant column leaves nothing but rounding.
  const flat = (s: number, mean: number) => s <= n * (1e-14 * mean) ** 2;
  if (flat(sxx, meanX) || flat(syy, meanY)) return null;
  return Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx) / Math.sqrt(syy)));
}

/** Two-sided p of a correlation r of n pairs. */
export function tOf(r: number, n: number): number {
  return tTwoSided(r * Math.sqrt((n - 2) / ((1 - r) * (1 + r))), n - 2);
}

/** tanh(atanh(r) ± z × error); [-1, 1] where the error is not finite. */
export function fisherInterval(r: number, error: number, level: number): { low: number; high: number } {
  if (!Number.isFinite(error)) return { low: -1, high: 1 };
  const margin = normalQuantile(0.5 + level / 2) * error;
  const z = Math.atanh(r);
  return { low: Math.tanh(z - margin), high: Math.tanh(z + margin) };
}
