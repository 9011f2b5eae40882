import type { Estimate } from "./estimate.js";
import { normalCdf, normalQuantile } from "./normal.js";
import { requireLevel } from "./numbers.js";
import { quantileSorted } from "./quantile.js";

export interface BootstrapOptions {
  /** Same seed, same interval. */
  seed: number | string;
  /** Number of resamples, default 1,000. */
  replicates?: number;
  /** Confidence level, default 0.95. */
  level?: number;
  /** Default "percentile"; "bca" corrects for bias and skewness at the cost of a jackknife. */
  method?: "percentile" | "bca";
}

export interface BootstrapEstimate extends Estimate {
  /** Standard deviation of the replicates. */
  standardError: number;
  method: "percentile" | "bca";
  replicates: number;
  /** Replicates on which the statistic was not defined; they are left out of the interval. */
  undefinedReplicates: number;
}

/**
 * The interval around `value` from replicates drawn one by one; shared by the bootstraps of samples, rows and
 * curves. `leaveOneOut` is asked only for BCa. Null when no replicate is defined.
 */
export function bootstrapInterval(
  value: number,
  n: number,
  replicate: () => number | null,
  leaveOneOut: () => { value: number; weight: number }[],
  { replicates = 1000, level = 0.95, method = "percentile" }: BootstrapOptions,
): BootstrapEstimate | null {
  requireLevel(level, "bootstrap");
  if (!(Number.isInteger(replicates) && replicates > 0)) {
    throw new RangeError(`bootstrap: replicates must be a whole number above 0 and is ${replicates}`);
  }
  const defined: number[] = [];
  for (let i = 0; i < replicates; i++) {
    const drawn = replicate();
    if (drawn !== null && Number.isFinite(drawn)) defined.push(drawn);
  }
  if (defined.length === 0) return null;
  const sorted = Float64Array.from(defined).sort();
  const tails = [0.5 - level / 2, 0.5 + level / 2];
  const [low, high] = method === "bca" ? bcaTails(sorted, value, leaveOneOut(), tails) : tails;
  return {
    value,
    low: quantileSorted(sorted, low!),
    high: quantileSorted(sorted, high!),
    n,
    level,
    standardError: spread(sorted),
    method,
    replicates,
    undefinedReplicates: replicates - sorted.length,
  };
}

/** The tail probabilities of BCa (Efron 1987, JASA 82:171-185), ties with the estimate counted half. */
function bcaTails(
  sorted: Float64Array,
  value: number,
  leaveOneOut: { value: number; weight: number }[],
  tails: number[],
): number[] {
  let below = 0;
  for (const drawn of sorted) below += drawn < value ? 1 : drawn === value ? 0.5 : 0;
  // One half replicate at the least on either side keeps the correction finite.
  const clamped = Math.min(Math.max(below, 0.5), sorted.length - 0.5);
  const bias = normalQuantile(clamped / sorted.length);
  let weight = 0;
  let centre = 0;
  for (const one of leaveOneOut) {
    weight += one.weight;
    centre += one.weight * one.value;
  }
  centre /= weight;
  let squares = 0;
  let cubes = 0;
  for (const one of leaveOneOut) {
    const deviation = centre - one.value;
    squares += one.weight * deviation ** 2;
    cubes += one.weight * deviation ** 3;
  }
  const acceleration = squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
  return tails.map((tail) => {
    const z = bias + normalQuantile(tail);
    return normalCdf(bias + z / (1 - acceleration * z));
  });
}

function spread(values: Float64Array): number {
  if (values.length < 2) return 0;
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}
