import type { Estimate } from "./estimate.js";
import { hurwitzZeta } from "./hurwitz-zeta.js";
import { normalQuantile } from "./normal.js";
import { type Numbers, requireLevel } from "./numbers.js";
import { requireAmounts } from "./require-amounts.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

export interface PowerLawOptions {
  /** Fixes the lower bound of the power law instead of estimating it. */
  xmin?: number;
  /** Fewest values an estimated tail may hold, default 50 (Clauset et al., section 3.5, on small tails). */
  minTail?: number;
  /** Most lower bounds to try, default all distinct values; more are thinned evenly in their order. */
  maxCandidates?: number;
  /** Confidence level of alpha's interval, default 0.95. */
  level?: number;
}

/** A discrete power law p(x) = x^-alpha / zeta(alpha, xmin) for whole x >= xmin. */
export interface PowerLaw {
  /** The exponent; its interval is Wald's at the xmin chosen, so it leaves out the choice of xmin. n is the tail. */
  alpha: Estimate;
  xmin: number;
  /** Kolmogorov-Smirnov distance between the tail and the law, over all whole numbers from xmin. */
  ks: number;
  logLikelihood: number;
  /** Values in the tail, x >= xmin. */
  tail: number;
  /** Positive values. */
  positive: number;
  /** Zeros, which a power law cannot hold and the fit leaves out. */
  zeros: number;
  /** The tail's share of all positive values. */
  tailShare: number;
}

/**
 * The discrete power law that fits the tail of whole numbers best (Clauset, Shalizi and Newman 2009, SIAM Review 51,
 * sections 3.1 to 3.3): alpha by maximum likelihood for each lower bound, the lower bound with the smallest
 * Kolmogorov-Smirnov distance. Null when no lower bound leaves minTail values, two of them distinct. That a power law
 * fits best says nothing yet of whether it fits: see powerLawGoodness and comparePowerLaw.
 * @throws RangeError on values that are negative, not whole or not finite
 */
export function fitPowerLaw(values: Numbers | ValueCounts, options: PowerLawOptions = {}): PowerLaw | null {
  const { level = 0.95 } = options;
  requireLevel(level, "fitPowerLaw");
  const table = valueCounts(values);
  const tails = new Tails(table);
  const best = scan(tails, options);
  if (!best) return null;
  const { alpha, first, ks } = best;
  const xmin = options.xmin ?? tails.x[first]!;
  const tail = tails.count[first]!;
  const margin = normalQuantile(0.5 + level / 2) * alphaError(alpha, xmin, tail);
  const zeros = table.n - tails.count[0]!;
  return {
    alpha: { value: alpha, low: alpha - margin, high: alpha + margin, n: tail, level },
    xmin,
    ks,
    logLikelihood: -tail * Math.log(hurwitzZeta(alpha, xmin)) - alpha * tails.logSum[first]!,
    tail,
    positive: tails.count[0]!,
    zeros,
    tailShare: tail / tails.count[0]!,
  };
}

/** The positive values of a table with the sums every tail needs, so that each lower bound costs little. */
export class Tails {
  readonly x: Float64Array;
  readonly counts: Float64Array;
  /** Values in the tail that starts at each distinct value; one longer, ending in 0. */
  readonly count: Float64Array;
  /** Sum of log values of that tail. */
  readonly logSum: Float64Array;

  constructor(table: ValueCounts) {
    requireAmounts(table.values, "fitPowerLaw");
    const fractional = table.values.find((value) => !Number.isInteger(value));
    if (fractional !== undefined) {
      throw new RangeError(`fitPowerLaw: ${fractional} is not whole; a discrete power law is for counts`);
    }
    const from = table.values[0] === 0 ? 1 : 0;
    this.x = table.values.subarray(from);
    this.counts = table.counts.subarray(from);
    this.count = new Float64Array(this.x.length + 1);
    this.logSum = new Float64Array(this.x.length + 1);
    for (let i = this.x.length - 1; i >= 0; i--) {
      this.count[i] = this.count[i + 1]! + this.counts[i]!;
      this.logSum[i] = this.logSum[i + 1]! + this.counts[i]! * Math.log(this.x[i]!);
    }
  }
}

/** The lower bound (as an index of the tails) with the smallest KS distance, and its alpha. */
export function scan(
  tails: Tails,
  { xmin, minTail = 50, maxCandidates = Infinity }: PowerLawOptions,
): { first: number; alpha: number; ks: number } | null {
  let candidates: number[] = [];
  if (xmin !== undefined) {
    if (!(Number.isInteger(xmin) && xmin >= 1))
      throw new RangeError(`fitPowerLaw: xmin must be whole, from 1 on; is ${xmin}`);
    const first = tails.x.findIndex((x) => x >= xmin);
    // A tail of one distinct value has no finite alpha, unless that value lies above the bound.
    if (first >= 0 && (first < tails.x.length - 1 || tails.x[first]! > xmin)) candidates = [first];
  } else {
    for (let i = 0; i < tails.x.length - 1 && tails.count[i]! >= minTail; i++) candidates.push(i);
    if (candidates.length > maxCandidates) {
      const step = (candidates.length - 1) / Math.max(1, maxCandidates - 1);
      candidates = Array.from({ length: maxCandidates }, (_, k) => candidates[Math.round(k * step)]!);
    }
  }
  // A coarse pass first finds a good distance, which lets the fine pass give most lower bounds up at a glance.
  const coarse = candidates.filter((_, k) => k % 25 === 0);
  const fine = candidates.filter((_, k) => k % 25 !== 0);
  let best: { first: number; alpha: number; ks: number } | null = null;
  let suspect = 0;
  for (const first of [...coarse, ...fine]) {
    const lower = xmin ?? tails.x[first]!;
    const alpha = alphaOf(lower, tails.count[first]!, tails.logSum[first]!);
    const far = distance(tails, first, lower, alpha, best?.ks ?? Infinity, suspect);
    if (far.ks < (best?.ks ?? Infinity)) best = { first, alpha, ks: far.ks };
    suspect = far.at;
  }
  return best;
}

/** Maximum likelihood by Newton's method on the slope of the log-likelihood, kept inside a bracket. */
function alphaOf(xmin: number, n: number, logSum: number): number {
  const meanLog = logSum / n;
  // The continuous approximation (their equation 3.7) is a close start.
  let alpha = 1 + 1 / (meanLog - Math.log(xmin - 0.5));
  let low = 1 + 1e-9;
  let high = Infinity;
  for (let i = 0; i < 60; i++) {
    const h = 1e-4 * (alpha - 1);
    const before = Math.log(hurwitzZeta(alpha - h, xmin));
    const at = Math.log(hurwitzZeta(alpha, xmin));
    const after = Math.log(hurwitzZeta(alpha + h, xmin));
    const slope = (after - before) / (2 * h) + meanLog;
    if (slope < 0) low = alpha;
    else high = alpha;
    let next = alpha - slope / ((after - 2 * at + before) / (h * h));
    if (!(next > low && next < high)) next = high === Infinity ? 2 * alpha : (low + high) / 2;
    const moved = Math.abs(next - alpha);
    alpha = next;
    if (moved < 1e-9 * alpha) break;
  }
  return alpha;
}

/** Standard error of alpha at a known xmin (their equation 3.6). */
function alphaError(alpha: number, xmin: number, n: number): number {
  const h = 1e-3 * (alpha - 1);
  const logZeta = (a: number) => Math.log(hurwitzZeta(a, xmin));
  return 1 / Math.sqrt((n * (logZeta(alpha + h) - 2 * logZeta(alpha) + logZeta(alpha - h))) / (h * h));
}

/**
 * KS distance of the tail from its law and the index where it lies, given up once it exceeds `enough`. The `suspect`
 * index, where a neighbouring tail lay furthest, is looked at first.
 */
function distance(
  tails: Tails,
  first: number,
  xmin: number,
  alpha: number,
  enough: number,
  suspect: number,
): { ks: number; at: number } {
  const { x, counts, count } = tails;
  const total = hurwitzZeta(alpha, xmin);
  const n = count[first]!;
  const gap = (i: number) => {
    const from = hurwitzZeta(alpha, x[i]!);
    const passed = n - count[i]!;
    // Just before x[i], where a gap between observations ends, and at x[i].
    const before = Math.abs(passed / n - (1 - from / total));
    const at = Math.abs((passed + counts[i]!) / n - (1 - (from - x[i]! ** -alpha) / total));
    return Math.max(before, at);
  };
  if (suspect > first) {
    const ks = gap(suspect);
    if (ks >= enough) return { ks, at: suspect };
  }
  let worst = { ks: 0, at: first };
  for (let i = first; i < x.length; i++) {
    const ks = gap(i);
    if (ks > worst.ks) worst = { ks, at: i };
    if (ks >= enough) return worst;
  }
  return worst;
}
