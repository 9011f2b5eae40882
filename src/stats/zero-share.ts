import type { Numbers } from "./numbers.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/** The share of values that are exactly zero. Null for no values. @throws RangeError on NaN */
export function zeroShare(values: Numbers | ValueCounts): number | null {
  const table = valueCounts(values);
  if (table.n === 0) return null;
  const at = table.values.indexOf(0);
  return at < 0 ? 0 : table.counts[at]! / table.n;
}
