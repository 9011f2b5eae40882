import { type CountErrors, varianceOf } from "./count-errors.js";
import { exponentialCurve } from "./fit-exponential.js";
import { fitGrowth } from "./growth-fit.js";
import { type Numbers, requireLevel } from "./numbers.js";
import { quantileSorted } from "./quantile.js";
import { type Random, random } from "./random.js";

export interface DoublingTimeOptions {
  seed: number | string;
  /** Default "negative-binomial". */
  errors?: CountErrors;
  /** Number of resampled series, default 1,000. */
  replicates?: number;
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
  ratePerMonth: { value: number; low: number; high: number; standardError: number };
  /** Correlation of neighbouring months about the curve, corrected for bias, from 0 to 0.9. */
  autocorrelation: number;
  n: number;
  level: number;
  replicates: number;
}

/**
 * The doubling time of monthly additions under exponential growth, log 2 / rate, in months. Months remember each other,
 * which makes plain intervals too short: residuals are taken as a first-order autoregression, the standard error follows
 * from it, and its distribution comes from series resampled with that memory (a symmetric studentised sieve bootstrap,
 * Bühlmann 1997, of order one). Months must be consecutive and whole. Null for fewer than 3 months above zero.
 * @throws RangeError on a negative or non-finite count
 */
export function doublingTime(counts: Numbers, options: DoublingTimeOptions): DoublingTime | null {
  const { seed, errors = "negative-binomial", replicates = 1000, level = 0.95 } = options;
  requireLevel(level, "doublingTime");
  if (!(Number.isInteger(replicates) && replicates > 0)) {
    throw new RangeError(`doublingTime: replicates must be a whole number above 0 and is ${replicates}`);
  }
  const fitted = rateOf(counts, errors);
  if (!fitted) return null;
  const draw = resampler(fitted, errors, random(seed));
  const distances: number[] = [];
  for (let i = 0; i < replicates; i++) {
    const again = rateOf(draw(), errors, fitted.theta);
    if (again && again.standardError > 0) {
      distances.push(Math.abs(again.rate - fitted.rate) / again.standardError);
    }
  }
  const { rate, standardError } = fitted;
  const reach = distances.length > 0 ? quantileSorted(Float64Array.from(distances).sort(), level) : 0;
  const margin = reach * standardError;
  const months = (r: number) => (r > 0 ? Math.LN2 / r : null);
  return {
    value: months(rate),
    low: months(rate + margin),
    high: months(rate - margin),
    ratePerMonth: { value: rate, low: rate - margin, high: rate + margin, standardError },
    autocorrelation: fitted.memory,
    n: fitted.n,
    level,
    replicates: distances.length,
  };
}

interface Rate {
  rate: number;
  standardError: number;
  theta: number[];
  n: number;
  /** Bias-corrected first-order autocorrelation of the residuals. */
  memory: number;
  centre: Float64Array;
  /** Standard deviation of each month about the curve (of its log, for log-normal errors). */
  spread: Float64Array;
  residuals: Float64Array;
}

/** The growth rate with a standard error that knows of the memory in the residuals. */
function rateOf(counts: Numbers, errors: CountErrors, start?: number[]): Rate | null {
  const fit = fitGrowth(exponentialCurve, counts, { errors }, start);
  if (!fit) return null;
  const n = counts.length;
  const lognormal = errors === "log-normal";
  const centre = new Float64Array(n);
  const spread = new Float64Array(n);
  const residuals = new Float64Array(n);
  // Columns of the design in units of a month's standard deviation: the intercept and the month.
  const one = new Float64Array(n);
  const month = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    centre[t] = Math.exp(exponentialCurve.logAdditions(fit.theta, t));
    spread[t] = Math.sqrt(varianceOf(errors, centre[t]!, fit.dispersion));
    if (!lognormal) residuals[t] = (counts[t]! - centre[t]!) / spread[t]!;
    else if (counts[t]! > 0) residuals[t] = Math.log(counts[t]! / centre[t]!) / spread[t]!;
    one[t] = (lognormal ? 1 : centre[t]!) / spread[t]!;
    month[t] = t * one[t]!;
  }
  const memory = autocorrelation(residuals);
  const a = dot(one, one);
  const b = dot(one, month);
  const c = dot(month, month);
  const determinant = a * c - b * b;
  const oneBlurred = blur(one, memory);
  const monthBlurred = blur(month, memory);
  const blurredA = dot(one, oneBlurred);
  const blurredB = dot(one, monthBlurred);
  const blurredC = dot(month, monthBlurred);
  // Residuals of months with memory are smaller than their errors: E(e'e) = s² (n - trace((X'X)^-1 X'RX)).
  const trace = (c * blurredA - 2 * b * blurredB + a * blurredC) / determinant;
  const scale2 = dot(residuals, residuals) / Math.max(n - trace, 1);
  const variance = (b * b * blurredA - 2 * a * b * blurredB + a * a * blurredC) / determinant ** 2;
  for (let t = 0; t < n; t++) {
    spread[t]! *= Math.sqrt(scale2);
    if (scale2 > 0) residuals[t]! /= Math.sqrt(scale2);
  }
  return {
    rate: fit.theta[1]!,
    standardError: Math.sqrt(scale2 * variance),
    theta: fit.theta,
    n: fit.n,
    memory,
    centre,
    spread,
    residuals,
  };
}

/** Lag-one autocorrelation, corrected for the bias that a fitted line brings, -(2 + 4r) / n (Marriott and Pope 1954). */
function autocorrelation(residuals: Float64Array): number {
  const n = residuals.length;
  let lagged = 0;
  for (let t = 1; t < n; t++) lagged += residuals[t]! * residuals[t - 1]!;
  const squares = dot(residuals, residuals);
  if (squares === 0 || n <= 6) return 0;
  return Math.min(0.9, Math.max(0, (lagged / squares + 2 / n) / (1 - 4 / n)));
}

/** Draws series about the curve whose residuals have the same memory. */
function resampler({ centre, spread, residuals, memory }: Rate, errors: CountErrors, source: Random) {
  const n = centre.length;
  const shocks = residuals.slice(1).map((e, t) => e - memory * residuals[t]!);
  const mean = dot(shocks, new Float64Array(n - 1).fill(1)) / (n - 1);
  const variance = shocks.reduce((sum, u) => sum + (u - mean) ** 2, 0) / (n - 1);
  const unit = variance > 0 ? Math.sqrt((1 - memory ** 2) / variance) : 0;
  const series = new Float64Array(n);
  const shock = () => (shocks[source.int(n - 1)]! - mean) * unit;
  return () => {
    let error = 0;
    for (let t = -40; t < n; t++) {
      error = memory * error + shock();
      if (t < 0) continue;
      const scaled = error * spread[t]!;
      series[t] = errors === "log-normal" ? centre[t]! * Math.exp(scaled) : Math.max(0, centre[t]! + scaled);
    }
    return series;
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}

/** R x for the correlation matrix R of a first-order autoregression. */
function blur(x: Float64Array, memory: number): Float64Array {
  const result = new Float64Array(x.length);
  let carried = 0;
  for (let t = 0; t < x.length; t++) {
    result[t] = carried;
    carried = memory * (carried + x[t]!);
  }
  carried = 0;
  for (let t = x.length - 1; t >= 0; t--) {
    result[t]! += carried + x[t]!;
    carried = memory * (carried + x[t]!);
  }
  return result;
}
