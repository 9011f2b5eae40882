import { type Numbers, requireFinite } from "./numbers.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/**
 * The p-quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default
 * of R and numpy), in the unit of the values. Null for no values.
 * @throws RangeError on a value that is not finite or a p outside [0, 1]
 */
export function quantile(values: Numbers | ValueCounts, p: number): number | null {
  return quantiles(values, [p])[0]!;
}

/** Several quantiles for one sort; see quantile. */
export function quantiles(values: Numbers | ValueCounts, ps: readonly number[]): (number | null)[] {
  const table = valueCounts(values);
  requireFinite(table.values, "quantile");
  let n = 0;
  for (const count of table.counts) n += count;
  return ps.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in [0, 1] and is ${p}`);
    if (n === 0) return null;
    const at = (n - 1) * p;
    const below = Math.floor(at);
    let i = -1;
    let passed = 0;
    while (passed <= below) passed += table.counts[++i]!;
    const low = table.values[i]!;
    // The next order statistic is the same value within a run of ties.
    while (passed <= below + 1 && i + 1 < table.values.length) passed += table.counts[++i]!;
    return low + (table.values[i]! - low) * (at - below);
  });
}

/** The p-quantile (type 7) of values already in ascending order, at least one. */
export function quantileSorted(sorted: Numbers, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (at - below);
}
