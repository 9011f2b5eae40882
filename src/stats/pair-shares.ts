import type { BootstrapEstimate, BootstrapOptions } from "./bootstrap-interval.js";
import { ratioOfSums } from "./ratio-of-sums.js";

export interface PairShare {
  readonly value: string;
  /** Units that hold the value. */
  readonly count: number;
  /** Share of all pairs of a unit and a value that it holds; n is the number of pairs. */
  readonly share: BootstrapEstimate;
}

/**
 * The shares of values among pairs of a unit and a value (models and the formats they hold), each value of a unit
 * counted once, most common first, ties in code-unit order; intervals come from drawing units. Units without values make
 * no pair; empty where there is none.
 */
export function pairShares(units: readonly (readonly string[])[], options: BootstrapOptions): PairShare[] {
  const sets = units.map((values) => new Set(values));
  const counts = new Map<string, number>();
  for (const set of sets) for (const value of set) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sizes = sets.map(({ size }) => size);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([value, count]) => {
      const holds = sets.map((set) => (set.has(value) ? 1 : 0));
      return { value, count, share: ratioOfSums(holds, sizes, options)! };
    });
}
