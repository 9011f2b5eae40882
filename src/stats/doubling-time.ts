import { type CountErrors, varianceOf } from "./count-errors.js";
import { exponentialCurve } from "./fit-exponential.js";
import { fitGrowth } from "./growth-fit.js";
import { type Numbers, requireLevel } from "./numbers.js";
import { quantileSorted } from "./quantile.js";
import { random } from "./random.js";

export interface DoublingTimeOptions {
  seed: number | string;
  /** Default "negative-binomial". */
  errors?: CountErrors;
  /** Number of resampled series, default 1,000. */
  replicates?: number;
  /** Months that stay together when residuals are drawn, default the cube root of n, rounded up; 1 takes months as
   * independent. */
  blockMonths?: number;
  /** Confidence level, default 0.95. */
  level?: number;
}

export interface DoublingTime {
  /** Months in which additions double; null when they do not grow. */
  value: number | null;
  /** Shortest doubling time in the interval; null when even the fastest rate in it is no growth. */
  low: number | null;
  /** Longest; null when the interval includes no growth, so that there is no upper bound. */
  high: number | null;
  /** Log growth a month, with the interval the doubling time's follows from. */
  ratePerMonth: { value: number; low: number; high: number };
  n: number;
  level: number;
  blockMonths: number;
  replicates: number;
}

/**
 * The doubling time of monthly additions under exponential growth, log 2 / rate, in months, with a circular block
 * bootstrap of the fit's residuals (Politis and Romano 1992), which lets neighbouring months depend on each other.
 * Months must be consecutive and whole. Null for fewer than 3 months above zero.
 * @throws RangeError on a negative or non-finite count
 */
export function doublingTime(counts: Numbers, options: DoublingTimeOptions): DoublingTime | null {
  const { seed, errors = "negative-binomial", replicates = 1000, level = 0.95 } = options;
  requireLevel(level, "doublingTime");
  const fit = fitGrowth(exponentialCurve, counts, { errors });
  if (!fit) return null;
  const n = counts.length;
  const { blockMonths = Math.ceil(Math.cbrt(n)) } = options;
  if (!(Number.isInteger(blockMonths) && blockMonths > 0 && blockMonths <= n)) {
    throw new RangeError(`doublingTime: blockMonths must be 1 to ${n} and is ${blockMonths}`);
  }
  const source = random(seed);
  const centre = Float64Array.from({ length: n }, (_, t) =>
    Math.exp(exponentialCurve.logAdditions(fit.theta, t)),
  );
  const lognormal = errors === "log-normal";
  const spread = centre.map((m) => Math.sqrt(varianceOf(errors, m, fit.dispersion)));
  const residuals = centre.map((m, t) => {
    if (lognormal) return counts[t]! > 0 ? (Math.log(counts[t]!) - Math.log(m)) / spread[t]! : 0;
    return (counts[t]! - m) / spread[t]!;
  });
  const mean = residuals.reduce((a, b) => a + b, 0) / n;
  const variance = residuals.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
  // Fitted residuals are smaller than errors; bring them to unit variance, which the spread already carries.
  const unit = variance > 0 ? 1 / Math.sqrt(variance) : 0;

  const rates: number[] = [];
  const series = new Float64Array(n);
  for (let i = 0; i < replicates; i++) {
    for (let t = 0; t < n; ) {
      const from = source.int(n);
      for (let k = 0; k < blockMonths && t < n; k++, t++) {
        const error = (residuals[(from + k) % n]! - mean) * unit * spread[t]!;
        series[t] = lognormal ? centre[t]! * Math.exp(error) : Math.max(0, centre[t]! + error);
      }
    }
    const refit = fitGrowth(exponentialCurve, series, { errors }, fit.theta);
    if (refit) rates.push(refit.theta[1]!);
  }
  const sorted = Float64Array.from(rates).sort();
  const rate = {
    value: fit.theta[1]!,
    low: quantileSorted(sorted, 0.5 - level / 2),
    high: quantileSorted(sorted, 0.5 + level / 2),
  };
  const months = (r: number) => (r > 0 ? Math.LN2 / r : null);
  return {
    value: months(rate.value),
    low: months(rate.high),
    high: months(rate.low),
    ratePerMonth: rate,
    n: fit.n,
    level,
    blockMonths,
    replicates: rates.length,
  };
}
