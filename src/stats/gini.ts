import type { Numbers } from "./numbers.js";
import { requireAmounts } from "./require-amounts.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

export interface GiniOptions {
  /** Multiply by n/(n-1), which removes most of the small-sample bias (Deltas 2003). Default false. */
  unbiased?: boolean;
}

/**
 * The Gini coefficient, 0 (all equal) to 1 - 1/n (one holds all): half the relative mean absolute difference
 * between two values drawn with replacement, or without when unbiased. Ties need no care. Null where it is not
 * defined: no values, all values zero, or a single value when unbiased.
 * @throws RangeError on a negative or non-finite value
 */
export function gini(values: Numbers | ValueCounts, { unbiased = false }: GiniOptions = {}): number | null {
  const table = valueCounts(values);
  requireAmounts(table.values, "gini");
  let rank = 0;
  let sum = 0;
  let ranked = 0;
  for (let i = 0; i < table.values.length; i++) {
    const count = table.counts[i]!;
    const held = count * table.values[i]!;
    // The ranks of a run of ties average rank + (count + 1) / 2.
    ranked += held * (rank + (count + 1) / 2);
    sum += held;
    rank += count;
  }
  if (sum === 0 || (unbiased && rank < 2)) return null;
  const biased = (2 * ranked) / (rank * sum) - (rank + 1) / rank;
  return Math.max(0, unbiased ? (biased * rank) / (rank - 1) : biased);
}
