import { logNormalBetween } from "./count-errors.js";
import { chiSquareSf } from "./distributions.js";
import { type PowerLaw, Tails } from "./fit-power-law.js";
import { hurwitzZeta } from "./hurwitz-zeta.js";
import { nelderMead } from "./nelder-mead.js";
import { normalLogSf, normalTwoSided } from "./normal.js";
import type { Numbers } from "./numbers.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

export interface PowerLawRival {
  rival: "lognormal" | "truncated power law";
  /** lognormal: mu and sigma of log x; truncated power law x^-alpha exp(-lambda x): alpha and lambda. */
  parameters: Record<string, number>;
  logLikelihood: number;
  /** Log-likelihood of the power law minus the rival's on the same tail: above 0 favours the power law. */
  logRatio: number;
  /** Vuong's z for the lognormal; for the truncated law, which contains the power law, twice minus the log ratio. */
  statistic: number;
  /** Two-sided for the lognormal; for the truncated law, of no cutoff being needed. */
  p: number;
  /** Which law the data favour at p < 0.05, or that they do not tell. */
  favours: "power law" | "rival" | "undecided";
}

/**
 * Compares a fitted discrete power law with laws that look alike, on the same tail x >= xmin (Clauset, Shalizi and
 * Newman 2009, section 5 and appendix C): a discrete lognormal (a lognormal rounded to whole numbers) by Vuong's
 * likelihood ratio test (Vuong 1989), and a power law with exponential cutoff by the likelihood ratio of nested laws.
 * @throws RangeError on values that are negative, not whole or not finite
 */
export function comparePowerLaw(values: Numbers | ValueCounts, fit: PowerLaw): PowerLawRival[] {
  const tails = new Tails(valueCounts(values));
  const first = tails.x.findIndex((x) => x >= fit.xmin);
  if (first < 0)
    throw new RangeError(
      `comparePowerLaw: no value reaches xmin ${fit.xmin}; pass the values that were fitted`,
    );
  const x = tails.x.subarray(first);
  const counts = tails.counts.subarray(first);
  const alpha = fit.alpha.value;
  const logZeta = Math.log(hurwitzZeta(alpha, fit.xmin));
  const powerLaw = x.map((value) => -alpha * Math.log(value) - logZeta);
  return [lognormal(x, counts, fit, powerLaw), truncated(x, counts, fit, powerLaw)];
}

function lognormal(
  x: Float64Array,
  counts: Float64Array,
  fit: PowerLaw,
  powerLaw: Float64Array,
): PowerLawRival {
  const lower = x.map((value) => Math.log(value - 0.5));
  const upper = x.map((value) => Math.log(value + 0.5));
  const from = Math.log(fit.xmin - 0.5);
  const logMass = (i: number, mu: number, sigma: number) =>
    logNormalBetween((lower[i]! - mu) / sigma, (upper[i]! - mu) / sigma) - normalLogSf((from - mu) / sigma);
  const cost = ([mu, logSigma]: readonly number[]) => {
    const sigma = Math.exp(logSigma!);
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum -= counts[i]! * logMass(i, mu!, sigma);
    return Number.isFinite(sum) ? sum : Infinity;
  };
  // Started from the moments of the logs, and from far below, where a lognormal tail mimics a power law.
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    const log = Math.log(x[i]!);
    n += counts[i]!;
    mean += counts[i]! * log;
    squares += counts[i]! * log * log;
  }
  mean /= n;
  const sd = Math.sqrt(Math.max(squares / n - mean * mean, 1e-4));
  const starts = [
    [mean, Math.log(sd)],
    [mean - 3 * sd, Math.log(2 * sd)],
    [mean - 20 * sd, Math.log(5 * sd)],
  ];
  const best = starts.map((start) => nelderMead(cost, start)).reduce((a, b) => (b.value < a.value ? b : a));
  const [mu, logSigma] = best.x as [number, number];
  const sigma = Math.exp(logSigma);
  const rival = x.map((_, i) => logMass(i, mu, sigma));
  const { logRatio, statistic, p } = vuong(powerLaw, rival, counts);
  return {
    rival: "lognormal",
    parameters: { mu, sigma },
    logLikelihood: -best.value,
    logRatio,
    statistic,
    p,
    favours: p < 0.05 ? (logRatio > 0 ? "power law" : "rival") : "undecided",
  };
}

/** Vuong's test from log-likelihoods a value (Clauset et al., appendix C, equations C.3 to C.6). */
function vuong(first: Float64Array, second: Float64Array, counts: Float64Array) {
  let n = 0;
  let logRatio = 0;
  for (let i = 0; i < counts.length; i++) {
    n += counts[i]!;
    logRatio += counts[i]! * (first[i]! - second[i]!);
  }
  let squares = 0;
  for (let i = 0; i < counts.length; i++)
    squares += counts[i]! * (first[i]! - second[i]! - logRatio / n) ** 2;
  const statistic = squares > 0 ? logRatio / Math.sqrt(squares) : 0;
  return { logRatio, statistic, p: normalTwoSided(statistic) };
}

function truncated(
  x: Float64Array,
  counts: Float64Array,
  fit: PowerLaw,
  powerLaw: Float64Array,
): PowerLawRival {
  let n = 0;
  let logSum = 0;
  let sum = 0;
  let plain = 0;
  for (let i = 0; i < x.length; i++) {
    n += counts[i]!;
    logSum += counts[i]! * Math.log(x[i]!);
    sum += counts[i]! * x[i]!;
    plain += counts[i]! * powerLaw[i]!;
  }
  const cost = ([alpha, logLambda]: readonly number[]) => {
    const lambda = Math.exp(logLambda!);
    if (Math.abs(alpha!) > 50 || lambda > 50) return Infinity;
    return n * logCutoffSum(alpha!, lambda, fit.xmin) + alpha! * logSum + lambda * sum;
  };
  const alpha = fit.alpha.value;
  const largest = x[x.length - 1]!;
  const best = [0.01, 1, 10]
    .map((k) => nelderMead(cost, [alpha - 0.1 * k ** 0.5, Math.log(k / largest)]))
    .reduce((a, b) => (b.value < a.value ? b : a));
  // The power law is the limit of no cutoff: the maximum over both cannot lie below it.
  const cut = -best.value > plain;
  const statistic = cut ? 2 * (-best.value - plain) : 0;
  const p = chiSquareSf(statistic, 1);
  return {
    rival: "truncated power law",
    parameters: cut ? { alpha: best.x[0]!, lambda: Math.exp(best.x[1]!) } : { alpha, lambda: 0 },
    logLikelihood: cut ? -best.value : plain,
    logRatio: -statistic / 2,
    statistic,
    p,
    favours: p < 0.05 ? "rival" : "undecided",
  };
}

/** log of the sum of k^-alpha exp(-lambda k) over k >= xmin: terms one by one, then Euler-Maclaurin. */
function logCutoffSum(alpha: number, lambda: number, xmin: number): number {
  // Scaled by the first term, so that nothing underflows.
  const first = -alpha * Math.log(xmin) - lambda * xmin;
  const term = (t: number) => Math.exp(-alpha * Math.log(t) - lambda * t - first);
  const a = xmin + 30 + Math.ceil(Math.abs(alpha));
  let sum = 0;
  for (let k = xmin; k < a; k++) sum += term(k);
  // The integral from a to where exp(-lambda x) vanishes, in u = log x by Simpson's rule.
  const end = Math.log(a + 60 / lambda);
  const begin = Math.log(a);
  const panels = 400;
  const h = (end - begin) / panels;
  let integral = 0;
  for (let i = 0; i <= panels; i++) {
    const t = Math.exp(begin + i * h);
    integral += (i === 0 || i === panels ? 1 : i % 2 === 1 ? 4 : 2) * t * term(t);
  }
  const slope = -alpha / a - lambda;
  sum += (integral * h) / 3 + term(a) * (0.5 - slope / 12);
  return Math.log(sum) + first;
}
