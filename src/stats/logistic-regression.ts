import { normalQuantile, normalTwoSided } from "./normal.js";
import { type Numbers, requireLevel } from "./numbers.js";
import {
  bread,
  type Coefficient,
  designOf,
  type RegressionOptions,
  ratio,
  robustVariances,
} from "./regression.js";

export interface LogisticCoefficient extends Coefficient {
  /** exp(estimate), exp(low), exp(high): by what the odds are multiplied for one more unit. */
  oddsRatio: { value: number; low: number; high: number };
}

export interface LogisticRegressionResult {
  /** The intercept first, then the predictors in the order given. */
  coefficients: LogisticCoefficient[];
  logLikelihood: number;
  /** McFadden's 1 - log-likelihood / that of the intercept alone. */
  pseudoRSquared: number;
  n: number;
  /** Rows whose outcome is 1. */
  events: number;
  level: number;
}

/**
 * Logistic regression by maximum likelihood (iteratively reweighted least squares) with robust standard errors (HC1, or
 * clustered) and normal intervals. One row a period at risk makes it a discrete-time hazard model. The outcome is 0 or
 * 1; predictors are named columns; an intercept is added.
 * @throws RangeError on another outcome, a value that is not finite, columns of different length, too few rows, only one
 * outcome, a collinear column, or predictors that separate the outcomes, where no finite estimate exists
 */
export function logisticRegression(
  outcome: ArrayLike<number | boolean>,
  predictors: Record<string, Numbers>,
  options: RegressionOptions = {},
): LogisticRegressionResult {
  const where = "logisticRegression";
  const { level = 0.95, clusters } = options;
  requireLevel(level, where);
  const y = Float64Array.from({ length: outcome.length }, (_, r) => {
    const value = Number(outcome[r]);
    if (outcome[r] === null || (value !== 0 && value !== 1)) {
      throw new RangeError(`${where}: outcome ${r} is ${String(outcome[r])} and neither 0 nor 1`);
    }
    return value;
  });
  const design = designOf(y, predictors, where);
  const { columns, names, n } = design;
  const events = y.reduce((sum, v) => sum + v, 0);
  if (events === 0 || events === n)
    throw new RangeError(`${where}: all ${n} outcomes are ${events === 0 ? 0 : 1}`);

  let beta = columns.map((_, i) => (i === 0 ? Math.log(events / (n - events)) : 0));
  const empty = events * Math.log(events / n) + (n - events) * Math.log(1 - events / n);
  let { logLikelihood, weights, residuals } = evaluate(columns, y, beta);
  for (let step = 0; ; step++) {
    const inverse = bread(design, weights, where);
    const score = columns.map((column) => {
      let sum = 0;
      for (let r = 0; r < n; r++) sum += column[r]! * residuals[r]!;
      return sum;
    });
    const move = inverse.map((row) => row.reduce((sum, v, j) => sum + v * score[j]!, 0));
    // Newton's decrement is twice the log-likelihood left to gain.
    const decrement = move.reduce((sum, m, i) => sum + m * score[i]!, 0);
    if (decrement < 1e-16 * (1 + Math.abs(logLikelihood))) {
      const variances = robustVariances(design, inverse, residuals, clusters, where);
      return summarise(variances);
    }
    if (step === 50 || logLikelihood > -1e-6 * n) {
      throw new RangeError(
        `${where}: the predictors separate the outcomes, or nearly; no finite estimate exists`,
      );
    }
    let length = 1;
    let next = evaluate(
      columns,
      y,
      beta.map((b, i) => b + move[i]!),
    );
    while (next.logLikelihood < logLikelihood - 1e-12 * Math.abs(logLikelihood) && length > 1e-10) {
      length /= 2;
      next = evaluate(
        columns,
        y,
        beta.map((b, i) => b + length * move[i]!),
      );
    }
    beta = beta.map((b, i) => b + length * move[i]!);
    ({ logLikelihood, weights, residuals } = next);
  }

  function summarise(variances: number[]): LogisticRegressionResult {
    const z = normalQuantile(0.5 + level / 2);
    return {
      coefficients: names.map((name, i) => {
        const estimate = beta[i]!;
        const standardError = Math.sqrt(variances[i]!);
        const low = estimate - z * standardError;
        const high = estimate + z * standardError;
        return {
          name,
          estimate,
          standardError,
          low,
          high,
          statistic: ratio(estimate, standardError),
          p: normalTwoSided(ratio(estimate, standardError)),
          oddsRatio: { value: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high) },
        };
      }),
      logLikelihood,
      pseudoRSquared: 1 - logLikelihood / empty,
      n,
      events,
      level,
    };
  }
}

function evaluate(columns: Numbers[], y: Float64Array, beta: number[]) {
  const n = y.length;
  const weights = new Float64Array(n);
  const residuals = new Float64Array(n);
  let logLikelihood = 0;
  for (let r = 0; r < n; r++) {
    let eta = 0;
    for (let i = 0; i < columns.length; i++) eta += beta[i]! * columns[i]![r]!;
    const p = 1 / (1 + Math.exp(-eta));
    weights[r] = p * (1 - p);
    residuals[r] = y[r]! - p;
    // log p or log(1 - p), by the side that does not cancel.
    const toward = y[r] === 1 ? eta : -eta;
    logLikelihood -= toward > 0 ? Math.log1p(Math.exp(-toward)) : Math.log1p(Math.exp(toward)) - toward;
  }
  return { logLikelihood, weights, residuals };
}
