import { ascending, type Numbers, requireFinite } from "./numbers.js";

/**
 * The p-quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default
 * of R and numpy), in the unit of the values. Null for no values.
 * @throws RangeError on a value that is not finite or a p outside [0, 1]
 */
export function quantile(values: Numbers, p: number): number | null {
  return quantiles(values, [p])[0]!;
}

/** Several quantiles for one sort; see quantile. */
export function quantiles(values: Numbers, ps: readonly number[]): (number | null)[] {
  requireFinite(values, "quantile");
  const sorted = ascending(values);
  return ps.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in [0, 1] and is ${p}`);
    return sorted.length === 0 ? null : quantileSorted(sorted, p);
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
