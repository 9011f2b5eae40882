import { mean } from "./mean.js";
import type { Numbers } from "./numbers.js";

/** Each value's distance from the mean in standard deviations (of the values themselves, so over n); zeros where all are alike. */
export function zScores(values: Numbers): number[] {
  const centre = mean(values) ?? 0;
  const squares = Array.from(values, (value) => (value - centre) ** 2).reduce((sum, one) => sum + one, 0);
  const deviation = Math.sqrt(squares / values.length) || 1;
  return Array.from(values, (value) => (value - centre) / deviation);
}
