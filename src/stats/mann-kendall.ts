import type { Estimate } from "./estimate.js";
import { varianceOfS } from "./kendall.js";
import { kendallCounts, kendallExactP } from "./kendall-counts.js";
import { normalQuantile, normalTwoSided } from "./normal.js";
import { type Numbers, requireFinite, requireLevel, requireSameLength } from "./numbers.js";

export interface MannKendallOptions {
  /** When each value was taken, in the unit the slope is wanted per; default 0, 1, 2, … */
  times?: Numbers;
  /** Confidence level of the slope's interval, default 0.95. */
  level?: number;
}

export interface MannKendallResult {
  /** Rising minus falling pairs. */
  s: number;
  /** Two-sided p of no monotone trend. */
  p: number;
  method: "exact" | "normal";
  /** Kendall's tau-b with time, from -1 to 1. */
  tau: number;
  /** Theil-Sen slope: the median of all pairwise slopes, per unit of time. */
  slope: Estimate;
  n: number;
}

/** Above this the pairwise slopes no longer fit in memory at ease. */
const MOST = 5000;

/**
 * The Mann-Kendall test for a monotone trend (Mann 1945) with the Theil-Sen slope and its interval (Sen 1968; Gilbert
 * 1987, chapter 16). p is exact for up to 33 values without ties, else normal with tie and continuity correction. The
 * values are taken as independent: a series with memory makes p too small. Null for fewer than 3 values; a constant
 * series has s 0, p 1, tau 0 and slope 0.
 * @throws RangeError on a value that is not finite, columns of different length, all times the same, or over 5,000 values
 */
export function mannKendall(values: Numbers, options: MannKendallOptions = {}): MannKendallResult | null {
  const { level = 0.95 } = options;
  const times = options.times ?? Array.from({ length: values.length }, (_, i) => i);
  requireLevel(level, "mannKendall");
  requireSameLength(values, times, "mannKendall");
  requireFinite(values, "mannKendall");
  requireFinite(times, "mannKendall");
  const n = values.length;
  if (n > MOST)
    throw new RangeError(`mannKendall: ${n} values; aggregate to at most ${MOST}, such as to months`);
  if (n < 3) return null;
  const { s, tiesX, tiesY, pairsX, pairsY, pairs } = kendallCounts(times, values);
  if (pairsX === pairs) throw new RangeError("mannKendall: all times are the same");
  const variance = varianceOfS(n, tiesX, tiesY);
  const exact = pairsX === 0 && pairsY === 0 && n <= 33;
  const p = exact
    ? kendallExactP(n, s)
    : s === 0
      ? 1
      : normalTwoSided((Math.abs(s) - 1) / Math.sqrt(variance));
  return {
    s,
    p,
    method: exact ? "exact" : "normal",
    tau: pairsY === pairs ? 0 : s / Math.sqrt(pairs - pairsX) / Math.sqrt(pairs - pairsY),
    slope: senSlope(values, times, variance, pairs - pairsX, level),
    n,
  };
}

function senSlope(values: Numbers, times: Numbers, variance: number, pairs: number, level: number): Estimate {
  const slopes = new Float64Array(pairs);
  let k = 0;
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) {
      if (times[j] !== times[i]) slopes[k++] = (values[j]! - values[i]!) / (times[j]! - times[i]!);
    }
  }
  slopes.sort();
  const middle = (pairs - 1) / 2;
  const margin = normalQuantile(0.5 + level / 2) * Math.sqrt(variance);
  // Ranks (N - C) / 2 and (N + C) / 2 + 1, counted from 1 and rounded as scipy's theilslopes does.
  const low = Math.max(Math.round((pairs - margin) / 2) - 1, 0);
  const high = Math.min(Math.round((pairs + margin) / 2), pairs - 1);
  return {
    value: (slopes[Math.floor(middle)]! + slopes[Math.ceil(middle)]!) / 2,
    low: slopes[low]!,
    high: slopes[high]!,
    n: values.length,
    level,
  };
}
