import { type BootstrapEstimate, type BootstrapOptions, bootstrapInterval } from "./bootstrap-interval.js";
import type { Numbers } from "./numbers.js";
import { random } from "./random.js";
import { resampleCounts } from "./resample-counts.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/**
 * A statistic of one sample with its bootstrap interval (Efron and Tibshirani 1993, chapters 13 and 14): percentile,
 * or BCa (bias-corrected and accelerated). The statistic is asked with a table of values and counts, as gini,
 * topShare and zeroShare take, which keeps 1,000 replicates of 760,000 values within seconds. The order of the
 * values cannot matter; for rows that belong together use bootstrapRows.
 *
 * Null when the statistic of the sample itself is null. Where the tail is so heavy that the variance is infinite
 * (Hub downloads), the interval of a mean or a top share is too short: read it as a lower bound on the uncertainty.
 */
export function bootstrap(
  values: Numbers | ValueCounts,
  statistic: (sample: ValueCounts) => number | null,
  options: BootstrapOptions,
): BootstrapEstimate | null {
  const table = valueCounts(values);
  const value = statistic(table);
  if (value === null) return null;
  const draw = resampleCounts(table, random(options.seed));
  return bootstrapInterval(
    value,
    table.n,
    () => statistic(draw()),
    () => jackknife(table, statistic),
    options,
  );
}

/** The statistic with one case left out, for each distinct value, weighted by how many cases share it. */
function jackknife({ values, counts, n }: ValueCounts, statistic: (sample: ValueCounts) => number | null) {
  const left = counts.slice();
  const leaveOneOut: { value: number; weight: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    if (counts[i] === 0) continue;
    left[i]!--;
    const value = statistic({ values, counts: left, n: n - 1 });
    if (value !== null) leaveOneOut.push({ value, weight: counts[i]! });
    left[i]!++;
  }
  return leaveOneOut;
}
