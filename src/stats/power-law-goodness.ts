import { binomialDeviate } from "./binomial-deviate.js";
import { fitPowerLaw, type PowerLaw, type PowerLawOptions, scan, Tails } from "./fit-power-law.js";
import type { Numbers } from "./numbers.js";
import { powerLawDeviates } from "./power-law-deviates.js";
import { random } from "./random.js";
import { resampleCounts } from "./resample-counts.js";
import { type Share, share } from "./share.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

export interface PowerLawGoodnessOptions extends PowerLawOptions {
  seed: number | string;
  /** Synthetic data sets, default 200; p is then known to about ±0.035, with 2,500 to ±0.01. */
  replicates?: number;
}

export interface PowerLawGoodness {
  fit: PowerLaw;
  /**
   * Share of synthetic data sets from the fitted law that lie as far from their own fit as the data do from theirs.
   * Small means that a power law is not plausible; Clauset et al. rule it out at 0.1 or below. The interval is the
   * Monte Carlo error alone.
   */
  p: Share;
  replicates: number;
}

/**
 * The semi-parametric bootstrap test of a discrete power law (Clauset, Shalizi and Newman 2009, section 4.1): each
 * synthetic data set draws below xmin from the data and above it from the law, and is fitted anew, xmin included.
 * Null where fitPowerLaw is.
 */
export function powerLawGoodness(
  values: Numbers | ValueCounts,
  { seed, replicates = 200, ...options }: PowerLawGoodnessOptions,
): PowerLawGoodness | null {
  if (!(Number.isInteger(replicates) && replicates > 0)) {
    throw new RangeError(`powerLawGoodness: replicates must be a whole number above 0 and is ${replicates}`);
  }
  const table = valueCounts(values);
  const fit = fitPowerLaw(table, options);
  if (!fit) return null;
  const source = random(seed);
  const body = below(table, fit.xmin);
  const drawBody = resampleCounts(body, source);
  let asFar = 0;
  let done = 0;
  for (let i = 0; i < replicates; i++) {
    const inTail = binomialDeviate(source, fit.positive, fit.tailShare);
    const tail = powerLawDeviates(source, inTail, fit.alpha.value, fit.xmin);
    const synthetic = join(drawBody(fit.positive - inTail), tail);
    const refit = scan(new Tails(synthetic), options);
    if (!refit) continue;
    done++;
    if (refit.ks >= fit.ks) asFar++;
  }
  return done === 0 ? null : { fit, p: share(asFar, done)!, replicates: done };
}

/** The positive values of a table under xmin. */
function below(table: ValueCounts, xmin: number): ValueCounts {
  const from = table.values[0] === 0 ? 1 : 0;
  const past = table.values.findIndex((value) => value >= xmin);
  const counts = table.counts.slice(from, past);
  return { values: table.values.slice(from, past), counts, n: counts.reduce((a, b) => a + b, 0) };
}

function join(low: ValueCounts, high: ValueCounts): ValueCounts {
  const kept = Array.from(low.values.keys()).filter((i) => low.counts[i]! > 0);
  return {
    values: Float64Array.from([...kept.map((i) => low.values[i]!), ...high.values]),
    counts: Float64Array.from([...kept.map((i) => low.counts[i]!), ...high.counts]),
    n: low.n + high.n,
  };
}
