import type { Numbers } from "./numbers.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/**
 * Ranks from 1 in the order given, ties sharing the mean of their ranks, in O(n log n).
 * @throws RangeError on NaN or null
 */
export function ranks(values: Numbers): Float64Array {
  const table = valueCounts(values);
  const rankOf = midranks(table);
  const result = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = rankOf[indexOf(table.values, values[i]!)]!;
  return result;
}

/** The mean rank of each distinct value of a table. */
export function midranks({ counts }: ValueCounts): Float64Array {
  let passed = 0;
  return counts.map((count) => {
    passed += count;
    return passed - (count - 1) / 2;
  });
}

/** The sum of t^3 - t over runs of t ties, by which ties shrink the variance of a rank statistic. */
export function tieCubes(counts: Numbers): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]! ** 3 - counts[i]!;
  return sum;
}

/** Where a value lies in an ascending array that holds it. */
function indexOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
