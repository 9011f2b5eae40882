import { fitExponential } from "./fit-exponential.js";
import { fitLinear } from "./fit-linear.js";
import { fitLogistic } from "./fit-logistic.js";
import { fitPower, type PowerGrowthOptions } from "./fit-power.js";
import type { GrowthFit, GrowthLaw } from "./growth-fit.js";
import { type Numbers, requireFinite } from "./numbers.js";

export interface CompareGrowthOptions extends PowerGrowthOptions {
  /** Months at the end that no law sees, default 6. */
  heldOutMonths?: number;
  /** Laws to compare, default exponential, logistic and power. */
  laws?: readonly ComparedLaw[];
}

const fitters = {
  exponential: fitExponential,
  linear: fitLinear,
  logistic: fitLogistic,
  power: fitPower,
} as const;

/** Laws of additions a month that can be compared. */
export type ComparedLaw = keyof typeof fitters;

export interface GrowthScore {
  law: GrowthLaw;
  fit: GrowthFit;
  /** Root mean squared error over the held-out months, in counts a month. */
  rmse: number;
  /** Mean absolute error as a share of the count, over held-out months above zero; null when there are none. */
  mape: number | null;
  /** Mean log probability of a held-out month's count (natural log, higher is better): judges the scatter too. */
  logScore: number;
}

export interface GrowthComparison {
  /** One row a law that could be fitted, best log score first. */
  scores: GrowthScore[];
  best: { rmse: GrowthLaw; mape: GrowthLaw | null; logScore: GrowthLaw };
  trainingMonths: number;
  heldOutMonths: number;
}

/**
 * Fits laws of growth (exponential, logistic and power where none are named) to the first months and scores their forecasts on the last ones, which
 * a better fit alone cannot win. Null when there are too few training months for any law.
 * @throws RangeError on a negative or non-finite count, or when no month is left to train on
 */
export function compareGrowth(
  counts: Numbers,
  { heldOutMonths = 6, laws = ["exponential", "logistic", "power"], ...options }: CompareGrowthOptions = {},
): GrowthComparison | null {
  requireFinite(counts, "compareGrowth");
  const trainingMonths = counts.length - heldOutMonths;
  if (!(Number.isInteger(heldOutMonths) && heldOutMonths > 0 && trainingMonths > 0)) {
    throw new RangeError(`compareGrowth: cannot hold out ${heldOutMonths} of ${counts.length} months`);
  }
  const training = Array.from({ length: trainingMonths }, (_, t) => counts[t]!);
  const fits = laws.map((law) => fitters[law](training, options));
  const scores = fits
    .filter((fit) => fit !== null)
    .map((fit) => scoreOf(fit, counts, trainingMonths))
    .sort((a, b) => b.logScore - a.logScore);
  if (scores.length === 0) return null;
  const least = (key: "rmse" | "mape") =>
    scores.reduce((best, row) => ((row[key] ?? Infinity) < (best[key] ?? Infinity) ? row : best));
  return {
    scores,
    best: {
      rmse: least("rmse").law,
      mape: least("mape").mape === null ? null : least("mape").law,
      logScore: scores[0]!.law,
    },
    trainingMonths,
    heldOutMonths,
  };
}

function scoreOf(fit: GrowthFit, counts: Numbers, from: number): GrowthScore {
  let squares = 0;
  let logScore = 0;
  let relative = 0;
  let positive = 0;
  const months = counts.length - from;
  for (let month = from; month < counts.length; month++) {
    const count = counts[month]!;
    const error = count - fit.expected(month);
    squares += error ** 2;
    logScore += fit.logProbability(month, count);
    if (count > 0) {
      positive++;
      relative += Math.abs(error) / count;
    }
  }
  return {
    law: fit.law,
    fit,
    rmse: Math.sqrt(squares / months),
    mape: positive === 0 ? null : relative / positive,
    logScore: logScore / months,
  };
}
