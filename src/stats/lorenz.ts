import type { Numbers } from "./numbers.js";
import { requireAmounts } from "./require-amounts.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/** A Lorenz curve: the poorest `population[i]` of all hold `share[i]` of the sum; both run from 0 to 1. */
export interface LorenzCurve {
  population: number[];
  share: number[];
}

/**
 * The Lorenz curve at `points + 1` evenly spaced shares of the population (exact there: the curve is linear
 * between observations). Null for no values or a sum of zero.
 * @throws RangeError on a negative or non-finite value
 */
export function lorenz(
  values: Numbers | ValueCounts,
  { points = 100 }: { points?: number } = {},
): LorenzCurve | null {
  const table = valueCounts(values);
  const population = Array.from({ length: points + 1 }, (_, i) => i / points);
  const share = lorenzAt(table, population, "lorenz");
  return share && { population, share };
}

/** Shares of the sum held by the poorest p of all, for ascending ps. Null for no values or a sum of zero. */
export function lorenzAt(table: ValueCounts, ps: readonly number[], where: string): number[] | null {
  requireAmounts(table.values, where);
  const { values, counts } = table;
  let n = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    n += counts[i]!;
    sum += counts[i]! * values[i]!;
  }
  if (sum === 0) return null;
  let passed = 0;
  let held = 0;
  let i = 0;
  return ps.map((p) => {
    if (p >= 1) return 1;
    const wanted = p * n;
    while (i < values.length && passed + counts[i]! <= wanted) {
      passed += counts[i]!;
      held += counts[i]! * values[i]!;
      i++;
    }
    return i === values.length ? 1 : (held + (wanted - passed) * values[i]!) / sum;
  });
}
