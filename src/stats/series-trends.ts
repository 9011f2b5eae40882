import { benjaminiHochberg } from "./benjamini-hochberg.js";
import { type MannKendallResult, mannKendall } from "./mann-kendall.js";
import type { Numbers } from "./numbers.js";

export interface SeriesTrend extends MannKendallResult {
  /** p at the false discovery rate over all series (Benjamini-Hochberg). */
  readonly q: number;
  /** By q below 0.05 and the sign of S. */
  readonly verdict: "rises" | "falls" | "no trend";
}

/**
 * The Mann-Kendall trend of each of several series, with q-values over all of them. For one series q is its p.
 * @throws RangeError for a series of fewer than 3 values, which has no trend to test
 */
export function seriesTrends(series: readonly Numbers[]): SeriesTrend[] {
  const trends = series.map((values, i) => {
    const trend = mannKendall(values);
    if (trend === null)
      throw new RangeError(`seriesTrends: series ${i} has ${values.length} values, at least 3 are needed`);
    return trend;
  });
  const q = benjaminiHochberg(trends.map(({ p }) => p));
  return trends.map((trend, i) => ({
    ...trend,
    q: q[i]!,
    verdict: q[i]! >= 0.05 ? "no trend" : trend.s > 0 ? "rises" : "falls",
  }));
}
