import { ascending, type Numbers, requireOrdered } from "./numbers.js";

/** How often each distinct value occurs. Hub counts repeat so much that 760,000 values make a short table. */
export interface ValueCounts {
  /** Distinct values, ascending. */
  values: Float64Array;
  /** Occurrences of each value, whole and not negative; a resampled table may hold zeros. */
  counts: Float64Array;
  /** Sum of counts. */
  n: number;
}

/**
 * The table of distinct values and their counts, in O(n log n). A table passes through unchanged, so every
 * function that takes `Numbers | ValueCounts` can be fed either. Empty input gives an empty table.
 * @throws RangeError on NaN or null
 */
export function valueCounts(values: Numbers | ValueCounts): ValueCounts {
  if (isValueCounts(values)) return values;
  requireOrdered(values, "valueCounts");
  const sorted = ascending(values);
  const distinct = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let last = -1;
  for (const value of sorted) {
    if (last < 0 || distinct[last] !== value) distinct[++last] = value + 0; // + 0 makes -0 a plain zero
    counts[last]!++;
  }
  return {
    values: distinct.slice(0, last + 1),
    counts: counts.slice(0, last + 1),
    n: sorted.length,
  };
}

function isValueCounts(values: Numbers | ValueCounts): values is ValueCounts {
  return "counts" in values;
}
