import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { type CountErrors, logProbability, requireCountErrors, varianceOf } from "./count-errors.js";
import { invertSpd } from "./invert-spd.js";
import { type Numbers, requireLevel } from "./numbers.js";
import { requireAmounts } from "./require-amounts.js";

export type GrowthLaw = "exponential" | "linear" | "logistic" | "power" | "citation";

export interface GrowthOptions {
  /** How months scatter about the curve, default "negative-binomial". */
  errors?: CountErrors;
  /** Confidence level of the parameters' intervals, default 0.95. */
  level?: number;
}

/** A parameter of a growth curve with its Wald interval; the bounds are null where the months do not determine it. */
export interface GrowthParameter {
  value: number;
  low: number | null;
  high: number | null;
}

/** A growth law fitted to the additions of consecutive months. Month 0 is the first. */
export interface GrowthFit {
  law: GrowthLaw;
  errors: CountErrors;
  parameters: Record<string, GrowthParameter>;
  /** Scatter about the curve, in the terms of CountErrors. */
  dispersion: number;
  logLikelihood: number;
  /** Akaike's criterion, the dispersion counted as a parameter. */
  aic: number;
  /** Months fitted. */
  n: number;
  /** Months left out: zero months under log-normal errors. */
  excluded: number;
  converged: boolean;
  /** Expected additions in a month, which may lie beyond the months fitted. */
  expected(month: number): number;
  /** log P(additions = count) in a month, with the parameters taken as known. */
  logProbability(month: number, count: number): number;
}

/** A law as the fitter sees it: unconstrained parameters theta, the log of a month's additions, where to start. */
export interface GrowthCurve {
  law: GrowthLaw;
  logAdditions(theta: readonly number[], month: number): number;
  /** Derivatives of logAdditions by theta; by differences when left out. */
  slopes?(theta: readonly number[], month: number): number[];
  starts(counts: Numbers): number[][];
  /** What is reported: log (or plain) linear combinations of theta. */
  report: Record<
    string,
    {
      weights: (theta: readonly number[]) => number[];
      value: (theta: readonly number[]) => number;
      log: boolean;
    }
  >;
}

interface Solution {
  theta: number[];
  dispersion: number;
  covariance: number[][] | null;
  converged: boolean;
}

/**
 * Fits a growth curve by Fisher scoring with Levenberg's damping, the dispersion by the method of moments (Pearson's
 * chi-square equals its degrees of freedom; Breslow 1984, Applied Statistics 33). Intervals use Student's t. Null
 * when fewer months hold a count above zero than the law has parameters, plus one.
 */
export function fitGrowth(
  curve: GrowthCurve,
  counts: Numbers,
  { errors = "negative-binomial", level = 0.95 }: GrowthOptions = {},
  start?: number[],
): (GrowthFit & { theta: number[] }) | null {
  const where = `fit ${curve.law} growth`;
  requireCountErrors(errors, where);
  requireAmounts(counts, where);
  requireLevel(level, where);
  const months = Array.from({ length: counts.length }, (_, t) => t).filter(
    (t) => errors !== "log-normal" || counts[t]! > 0,
  );
  const starts = start ? [start] : curve.starts(counts);
  if (starts.length === 0) return null;
  const parameters = starts[0]!.length;
  if (months.filter((t) => counts[t]! > 0).length < parameters + 1) return null;

  let best: { solution: Solution; fit: number } | undefined;
  for (const theta of starts) {
    const solution = solve(curve, counts, months, errors, theta);
    const fit = logLikelihood(curve, counts, months, errors, solution.theta, solution.dispersion);
    if (!best || fit > best.fit) best = { solution, fit };
  }
  const { theta, dispersion, covariance, converged } = best!.solution;
  const df = months.length - parameters;
  const t = tQuantile(0.5 + level / 2, df);
  const reported: Record<string, GrowthParameter> = {};
  for (const [name, { weights, value, log }] of Object.entries(curve.report)) {
    const w = weights(theta);
    const error = covariance && Math.sqrt(quadratic(covariance, w));
    const at = value(theta);
    const move = (sign: number) => {
      if (error === null || !Number.isFinite(error)) return null;
      return log ? at * Math.exp(sign * t * error) : at + sign * t * error;
    };
    reported[name] = { value: at, low: move(-1), high: move(1) };
  }
  const fitted = (month: number) => Math.exp(curve.logAdditions(theta, month));
  return {
    law: curve.law,
    errors,
    parameters: reported,
    dispersion,
    logLikelihood: best!.fit,
    aic: 2 * (parameters + 1 - best!.fit),
    n: months.length,
    excluded: counts.length - months.length,
    converged,
    expected: (month) => fitted(month) * (errors === "log-normal" ? Math.exp(dispersion / 2) : 1),
    logProbability: (month, count) => logProbability(errors, count, fitted(month), dispersion),
    theta,
  };
}

function solve(
  curve: GrowthCurve,
  counts: Numbers,
  months: number[],
  errors: CountErrors,
  start: number[],
): Solution {
  const df = months.length - start.length;
  let theta = start;
  // Log-normal and quasi-Poisson estimates do not depend on the dispersion; a negative binomial alternates.
  let dispersion = errors === "negative-binomial" ? 0 : 1;
  let converged = false;
  for (let round = 0; round < 100; round++) {
    const scored = score(curve, counts, months, errors, theta, dispersion);
    theta = scored.theta;
    const next = momentDispersion(curve, counts, months, errors, theta, df);
    converged = scored.converged && Math.abs(next - dispersion) <= 1e-9 * (next + 1e-9);
    dispersion = next;
    if (converged || errors !== "negative-binomial") {
      converged = scored.converged;
      break;
    }
  }
  const { information } = gradient(curve, counts, months, errors, theta, dispersion);
  const inverse = invertSpd(information);
  return { theta, dispersion, covariance: Array.isArray(inverse) ? inverse : null, converged };
}

/** Maximises the likelihood over theta at a fixed dispersion. */
function score(
  curve: GrowthCurve,
  counts: Numbers,
  months: number[],
  errors: CountErrors,
  start: number[],
  dispersion: number,
) {
  let theta = start;
  let value = objective(curve, counts, months, errors, theta, dispersion);
  let damping = 1e-4;
  for (let step = 0; step < 200; step++) {
    const { slope, information } = gradient(curve, counts, months, errors, theta, dispersion);
    let moved = false;
    while (damping < 1e12) {
      const damped = information.map((row, i) =>
        row.map((v, j) => (i === j ? v * (1 + damping) + 1e-12 * damping : v)),
      );
      const inverse = invertSpd(damped);
      if (Array.isArray(inverse)) {
        const next = theta.map((v, i) => v + inverse[i]!.reduce((sum, w, j) => sum + w * slope[j]!, 0));
        const after = objective(curve, counts, months, errors, next, dispersion);
        if (after <= value) {
          const gain = value - after;
          theta = next;
          value = after;
          damping /= 10;
          if (gain <= 1e-13 * (Math.abs(value) + 1)) return { theta, converged: true };
          moved = true;
          break;
        }
      }
      damping = Math.max(damping, 1e-8) * 10;
    }
    if (!moved) return { theta, converged: true };
  }
  return { theta, converged: false };
}

/** Minus the part of the log-likelihood that depends on theta. */
function objective(
  curve: GrowthCurve,
  counts: Numbers,
  months: number[],
  errors: CountErrors,
  theta: readonly number[],
  dispersion: number,
): number {
  let sum = 0;
  for (const month of months) {
    const y = counts[month]!;
    const eta = curve.logAdditions(theta, month);
    const m = Math.exp(eta);
    if (errors === "log-normal") sum += (Math.log(y) - eta) ** 2 / 2;
    else if (errors !== "negative-binomial" || dispersion < 1e-12) sum += m - y * eta;
    else sum += (y + 1 / dispersion) * Math.log1p(dispersion * m) - y * eta;
  }
  return Number.isNaN(sum) ? Infinity : sum;
}

function gradient(
  curve: GrowthCurve,
  counts: Numbers,
  months: number[],
  errors: CountErrors,
  theta: readonly number[],
  dispersion: number,
) {
  const k = theta.length;
  const slope = new Array<number>(k).fill(0);
  const information = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  for (const month of months) {
    const eta = curve.logAdditions(theta, month);
    const m = Math.exp(eta);
    const variance = varianceOf(errors, m, dispersion);
    const lognormal = errors === "log-normal";
    const weight = lognormal ? 1 / variance : (m * m) / variance;
    const residual = lognormal ? Math.log(counts[month]!) - eta : (counts[month]! - m) / m;
    const d = curve.slopes?.(theta, month) ?? slopesByDifferences(curve, theta, month);
    for (let i = 0; i < k; i++) {
      slope[i]! += weight * residual * d[i]!;
      for (let j = 0; j < k; j++) information[i]![j]! += weight * d[i]! * d[j]!;
    }
  }
  return { slope, information };
}

function slopesByDifferences(curve: GrowthCurve, theta: readonly number[], month: number): number[] {
  return theta.map((v, i) => {
    const h = 1e-5 * Math.max(1, Math.abs(v));
    const shifted = (by: number) =>
      curve.logAdditions(
        theta.map((w, j) => (i === j ? w + by : w)),
        month,
      );
    return (shifted(h) - shifted(-h)) / (2 * h);
  });
}

function momentDispersion(
  curve: GrowthCurve,
  counts: Numbers,
  months: number[],
  errors: CountErrors,
  theta: readonly number[],
  df: number,
): number {
  const centres = months.map((month) => Math.exp(curve.logAdditions(theta, month)));
  const squares = months.map((month, i) =>
    errors === "log-normal"
      ? Math.log(counts[month]! / centres[i]!) ** 2
      : (counts[month]! - centres[i]!) ** 2,
  );
  const pearson = (dispersion: number) => {
    let sum = 0;
    for (let i = 0; i < centres.length; i++) sum += squares[i]! / varianceOf(errors, centres[i]!, dispersion);
    return sum;
  };
  if (errors === "poisson") return 1;
  if (errors !== "negative-binomial") return Math.max(pearson(1) / df, Number.MIN_VALUE);
  if (pearson(0) <= df) return 0;
  // Pearson's sum falls as the dispersion grows: bisect on its logarithm.
  let low = 1e-12;
  let high = 1e6;
  for (let i = 0; i < 200 && high / low > 1 + 1e-13; i++) {
    const middle = Math.sqrt(low * high);
    if (pearson(middle) > df) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

function logLikelihood(
  curve: GrowthCurve,
  counts: Numbers,
  months: number[],
  errors: CountErrors,
  theta: readonly number[],
  dispersion: number,
): number {
  return months.reduce(
    (sum, month) =>
      sum + logProbability(errors, counts[month]!, Math.exp(curve.logAdditions(theta, month)), dispersion),
    0,
  );
}

function quadratic(matrix: number[][], w: number[]): number {
  return matrix.reduce((sum, row, i) => sum + w[i]! * row.reduce((s, v, j) => s + v * w[j]!, 0), 0);
}
