import { type Numbers, requireOrdered } from "./numbers.js";
import { sortOrder } from "./sort-order.js";

/**
 * Ranks from 1 in the order given, ties sharing the mean of their ranks, in O(n log n).
 * @throws RangeError on NaN or null
 */
export function ranks(values: Numbers): Float64Array {
  return ranksWithTies(values).ranks;
}

/** Ranks, and the sum of t^3 - t over runs of t ties, by which ties shrink the variance of a rank statistic. */
export function ranksWithTies(values: Numbers): { ranks: Float64Array; cubes: number } {
  requireOrdered(values, "ranks");
  const order = sortOrder(values);
  const n = order.length;
  const result = new Float64Array(n);
  let cubes = 0;
  for (let from = 0; from < n; ) {
    const value = values[order[from]!]!;
    let to = from + 1;
    while (to < n && values[order[to]!] === value) to++;
    const rank = (from + 1 + to) / 2;
    for (let k = from; k < to; k++) result[order[k]!] = rank;
    cubes += (to - from) ** 3 - (to - from);
    from = to;
  }
  return { ranks: result, cubes };
}

/** The sum of t^3 - t over counts of ties. */
export function tieCubes(counts: Numbers): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]! ** 3 - counts[i]!;
  return sum;
}
