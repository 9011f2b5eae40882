import { bootstrap } from "./bootstrap.js";
import type { BootstrapEstimate } from "./bootstrap-interval.js";
import { gini } from "./gini.js";
import type { Numbers } from "./numbers.js";
import { topShare } from "./top-share.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";
import { zeroShare } from "./zero-share.js";

export interface Concentration {
  /** Gini coefficient, 0 (equal) to 1. */
  gini: BootstrapEstimate;
  /** Share of the sum that the largest 1% of the cases hold. */
  top1: BootstrapEstimate;
  /** Share of the cases that are zero. */
  zero: BootstrapEstimate;
  /** The values as a table, for curves. */
  values: ValueCounts;
}

/**
 * How unevenly an amount is spread over cases, each number with its percentile bootstrap interval over the cases. Where
 * the tail is so heavy that its variance is infinite, the interval of the top share is too short. Null without cases, or
 * where they add up to 0.
 */
export function concentration(
  amounts: Numbers | ValueCounts,
  { seed, replicates = 500 }: { seed: number | string; replicates?: number },
): Concentration | null {
  const values = valueCounts(amounts);
  const of = (name: string, statistic: (sample: ValueCounts) => number | null) =>
    bootstrap(values, statistic, { seed: `${seed}-${name}`, replicates });
  const estimates = {
    gini: of("gini", (sample) => gini(sample)),
    top1: of("top1", (sample) => topShare(sample, 0.01)),
    zero: of("zero", (sample) => zeroShare(sample)),
  };
  const { gini: inequality, top1, zero } = estimates;
  return inequality && top1 && zero ? { gini: inequality, top1, zero, values } : null;
}
