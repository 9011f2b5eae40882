import { lorenzAt } from "./lorenz.js";
import type { Numbers } from "./numbers.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/**
 * The share of the sum held by the largest `fraction` of the values (0.01: the top 1%), in [fraction, 1]. When
 * fraction × n is not whole, the last value counts in part (1 minus the Lorenz curve at 1 - fraction), so the
 * result is continuous in fraction and ties at the border cannot change it. Null for no values or a zero sum.
 * @throws RangeError on a negative or non-finite value or a fraction outside [0, 1]
 */
export function topShare(values: Numbers | ValueCounts, fraction: number): number | null {
  if (!(fraction >= 0 && fraction <= 1)) {
    throw new RangeError(`topShare: fraction must lie in [0, 1], 0.01 for the top 1%, and is ${fraction}`);
  }
  const below = lorenzAt(valueCounts(values), [1 - fraction], "topShare");
  return below && 1 - below[0]!;
}
