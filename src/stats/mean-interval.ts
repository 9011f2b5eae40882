import type { Estimate } from "./estimate.js";
import { mean } from "./mean.js";
import { normalQuantile } from "./normal.js";
import { type Numbers, requireLevel } from "./numbers.js";

/**
 * The mean with its large-sample interval: the normal quantile times the standard error, s over the root of n. For many
 * values; with few, or a long tail, use a bootstrap. Null for fewer than 2 values.
 */
export function meanInterval(values: Numbers, { level = 0.95 }: { level?: number } = {}): Estimate | null {
  requireLevel(level, "meanInterval");
  const n = values.length;
  const value = mean(values);
  if (n < 2 || value === null) return null;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - value) ** 2;
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt(squares / (n - 1) / n);
  return { value, low: value - half, high: value + half, n, level };
}
