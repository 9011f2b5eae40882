import type { Numbers } from "./numbers.js";

/**
 * The share of the variance of a running total that a curve explains (R²), from the additions of consecutive months and
 * those that the curve expects. A running total is smooth, so high values come easily: compare curves by their AIC too. Null
 * where the total does not vary.
 */
export function cumulativeFit(additions: Numbers, expected: (month: number) => number): number | null {
  const n = additions.length;
  const seen = new Float64Array(n);
  const curve = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    seen[t] = (seen[t - 1] ?? 0) + additions[t]!;
    curve[t] = (curve[t - 1] ?? 0) + expected(t);
  }
  const centre = seen.reduce((sum, value) => sum + value / n, 0);
  const all = seen.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const left = seen.reduce((sum, value, t) => sum + (value - curve[t]!) ** 2, 0);
  return all > 0 ? 1 - left / all : null;
}
