import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { tTwoSided } from "./distributions.js";
import { type Numbers, requireLevel } from "./numbers.js";
import {
  bread,
  type Coefficient,
  designOf,
  type RegressionOptions,
  ratio,
  robustVariances,
} from "./regression.js";

export interface OlsResult {
  /** The intercept first, then the predictors in the order given. */
  coefficients: Coefficient[];
  /** Share of the outcome's variance explained; null when the outcome is constant. */
  rSquared: number | null;
  /** Standard deviation of the residuals, in the unit of the outcome. */
  residualStandardDeviation: number;
  n: number;
  df: number;
  level: number;
}

/**
 * Linear regression by least squares with robust standard errors (HC1, or clustered) and Student's t. An association,
 * not an effect. Predictors are named columns; an intercept is added.
 * @throws RangeError on a value that is not finite, columns of different length, too few rows, or a column that is
 * constant or a combination of others (named in the message)
 */
export function ols(
  outcome: Numbers,
  predictors: Record<string, Numbers>,
  options: RegressionOptions = {},
): OlsResult {
  const { level = 0.95, clusters } = options;
  requireLevel(level, "ols");
  const design = designOf(outcome, predictors, "ols");
  const { columns, names, n } = design;
  // Centred predictors keep the cross products well conditioned; the intercept is moved back at the end.
  const means = columns.map((column, i) => (i === 0 ? 0 : average(column)));
  const centred = {
    ...design,
    columns: columns.map((column, i) => (i === 0 ? column : Float64Array.from(column, (v) => v - means[i]!))),
  };
  const inverseCentred = bread(centred, null, "ols");
  const moments = centred.columns.map((column) => {
    let sum = 0;
    for (let r = 0; r < n; r++) sum += column[r]! * outcome[r]!;
    return sum;
  });
  const beta = inverseCentred.map((row) => row.reduce((sum, v, j) => sum + v * moments[j]!, 0));
  const mean = average(outcome);
  let squares = 0;
  let total = 0;
  const residuals = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    let fitted = 0;
    for (let i = 0; i < columns.length; i++) fitted += beta[i]! * centred.columns[i]![r]!;
    residuals[r] = outcome[r]! - fitted;
    squares += residuals[r]! ** 2;
    total += (outcome[r]! - mean) ** 2;
  }
  // Back from centred columns: the intercept's row is a combination of the others'.
  const inverse = inverseCentred.map((row) => row.slice());
  const first = inverse[0]!.map(
    (v, j) => v - means.reduce((sum, m, i) => sum + m * inverseCentred[i]![j]!, 0),
  );
  inverse[0] = first;
  const variances = robustVariances(centred, inverse, residuals, clusters, "ols");
  beta[0]! -= means.reduce((sum, m, i) => sum + m * beta[i]!, 0);
  const df = n - columns.length;
  const t = tQuantile(0.5 + level / 2, df);
  return {
    coefficients: names.map((name, i) => {
      const estimate = beta[i]!;
      const standardError = Math.sqrt(variances[i]!);
      const statistic = ratio(estimate, standardError);
      return {
        name,
        estimate,
        standardError,
        low: estimate - t * standardError,
        high: estimate + t * standardError,
        statistic,
        p: tTwoSided(statistic, df),
      };
    }),
    rSquared: total > 0 ? 1 - squares / total : null,
    residualStandardDeviation: Math.sqrt(squares / df),
    n,
    df,
    level,
  };
}

function average(values: Numbers): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
