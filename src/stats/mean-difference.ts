import type { BootstrapEstimate, BootstrapOptions } from "./bootstrap-interval.js";
import { bootstrapRows } from "./bootstrap-rows.js";
import { type Numbers, requireSameLength } from "./numbers.js";

/**
 * The mean of a[i] - b[i] over pairs with its bootstrap interval over the pairs. Null for no pairs.
 * @throws RangeError where the columns differ in length
 */
export function meanDifference(a: Numbers, b: Numbers, options: BootstrapOptions): BootstrapEstimate | null {
  requireSameLength(a, b, "meanDifference");
  return bootstrapRows(
    a.length,
    (rows) => {
      let sum = 0;
      for (const row of rows) sum += a[row]! - b[row]!;
      return sum / rows.length;
    },
    options,
  );
}
