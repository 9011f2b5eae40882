import { type Numbers, requireFinite } from "./numbers.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/** The arithmetic mean. Null for no values. @throws RangeError on a value that is not finite */
export function mean(values: Numbers | ValueCounts): number | null {
  const table = valueCounts(values);
  requireFinite(table.values, "mean");
  let n = 0;
  let sum = 0;
  for (let i = 0; i < table.values.length; i++) {
    n += table.counts[i]!;
    sum += table.counts[i]! * table.values[i]!;
  }
  return n === 0 ? null : sum / n;
}
