import type { Numbers } from "./numbers.js";
import { quantile } from "./quantile.js";
import type { ValueCounts } from "./value-counts.js";

/** The median, in the unit of the values; the mean of the two middle values when n is even. Null for no values. */
export function median(values: Numbers | ValueCounts): number | null {
  return quantile(values, 0.5);
}
