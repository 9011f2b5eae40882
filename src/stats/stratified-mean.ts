import type { Estimate } from "./estimate.js";
import { normalQuantile } from "./normal.js";
import { requireLevel } from "./numbers.js";

/** One drawn case of a stratified sample. */
export interface StratifiedCase {
  readonly stratum: string;
  /** Inverse of the chance of being drawn; equal within a stratum. */
  readonly weight: number;
  /** What is averaged: 1 and 0 for a share. */
  readonly value: number;
}

export interface StratifiedMean extends Estimate {
  /** Cases of the population that the sample stands for: the sum of the weights. */
  population: number;
  /** Strata with one case drawn of several, whose spread is taken from the whole sample. */
  singletonStrata: number;
}

/**
 * The mean of a population (a share, for values of 0 and 1) from a stratified sample without replacement, with the
 * design-based interval: the variance of each stratum's mean with its finite-population correction (Cochran 1977,
 * "Sampling Techniques", theorems 5.1 and 5.3), and the normal quantile. A stratum drawn whole adds no variance.
 *
 * @returns null for no cases.
 * @throws RangeError for a value that is no finite number, or a weight below 1.
 */
export function stratifiedMean(
  cases: readonly StratifiedCase[],
  { level = 0.95 }: { level?: number } = {},
): StratifiedMean | null {
  requireLevel(level, "stratifiedMean");
  if (cases.length === 0) return null;
  const strata = new Map<string, { n: number; size: number; sum: number; values: number[] }>();
  for (const { stratum, weight, value } of cases) {
    if (!Number.isFinite(value) || !(weight >= 1))
      throw new RangeError(`stratifiedMean: a value of ${value} with weight ${weight}`);
    const known = strata.get(stratum) ?? { n: 0, size: 0, sum: 0, values: [] };
    known.n++;
    known.size += weight;
    known.sum += value;
    known.values.push(value);
    strata.set(stratum, known);
  }
  const all = [...strata.values()];
  const population = all.reduce((sum, { size }) => sum + size, 0);
  const value = all.reduce(
    (sum, stratum) => sum + (stratum.size / population) * (stratum.sum / stratum.n),
    0,
  );
  const pooled = variance(cases.map((one) => one.value));
  let squaredError = 0;
  let singletonStrata = 0;
  for (const { n, size, values } of all) {
    const drawnWhole = size - n < 1e-9 * size;
    if (n === 1 && !drawnWhole) singletonStrata++;
    const spread = n > 1 ? variance(values) : pooled;
    if (!drawnWhole) squaredError += (size / population) ** 2 * (1 - n / size) * (spread / n);
  }
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt(squaredError);
  return {
    value,
    low: value - half,
    high: value + half,
    n: cases.length,
    level,
    population,
    singletonStrata,
  };
}

/** With n - 1 in the denominator; 0 for one value. */
function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
}
