import type { Numbers } from "./numbers.js";
import { quantile } from "./quantile.js";

/** The median, in the unit of the values; the mean of the two middle values when n is even. Null for no values. */
export function median(values: Numbers): number | null {
  return quantile(values, 0.5);
}
