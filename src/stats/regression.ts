import { invertSpd } from "./invert-spd.js";
import { type Numbers, requireFinite, requireSameLength } from "./numbers.js";

export interface RegressionOptions {
  /** Confidence level, default 0.95. */
  level?: number;
  /**
   * One label a row: rows of a cluster may depend on each other (models of one owner), and errors are clustered (CR1,
   * the correction of Stata and statsmodels). Default: heteroskedasticity-robust HC1 (MacKinnon and White 1985).
   */
  clusters?: ArrayLike<string | number>;
}

export interface Coefficient {
  name: string;
  estimate: number;
  /** Robust: HC1, or clustered when clusters are given. */
  standardError: number;
  low: number;
  high: number;
  /** estimate / standardError. */
  statistic: number;
  p: number;
}

/** A design matrix by columns, the intercept first. */
export interface Design {
  names: string[];
  columns: Numbers[];
  n: number;
}

/** Named columns with an intercept in front, checked. */
export function designOf(outcome: Numbers, predictors: Record<string, Numbers>, where: string): Design {
  const names = Object.keys(predictors);
  if (names.includes("intercept")) throw new RangeError(`${where}: the intercept is added by itself`);
  const n = outcome.length;
  requireFinite(outcome, `${where}, outcome`);
  const columns: Numbers[] = [new Float64Array(n).fill(1)];
  for (const [name, column] of Object.entries(predictors)) {
    requireSameLength(outcome, column, `${where}, ${name}`);
    requireFinite(column, `${where}, ${name}`);
    columns.push(column);
  }
  if (n <= columns.length) {
    throw new RangeError(`${where}: ${n} rows cannot determine ${columns.length} coefficients`);
  }
  return { names: ["intercept", ...names], columns, n };
}

/** The inverse of X'WX. Throws naming the column that the columns before it explain. */
export function bread({ names, columns, n }: Design, weights: Numbers | null, where: string): number[][] {
  const cross = columns.map((a, i) =>
    columns.map((b, j) => {
      if (j > i) return 0;
      let sum = 0;
      if (weights) for (let r = 0; r < n; r++) sum += weights[r]! * a[r]! * b[r]!;
      else for (let r = 0; r < n; r++) sum += a[r]! * b[r]!;
      return sum;
    }),
  );
  // Columns are brought to one scale first, so that the test of collinearity does not depend on units.
  const scale = cross.map((row, i) => Math.sqrt(row[i]!));
  const inverse = invertSpd(
    cross.map((row, i) => row.map((_, j) => (j <= i ? row[j]! : cross[j]![i]!) / (scale[i]! * scale[j]!))),
  );
  if (!Array.isArray(inverse)) {
    const name = names[inverse.collinear]!;
    throw new RangeError(
      `${where}: ${name} is constant or a combination of the columns before it; leave it out`,
    );
  }
  return inverse.map((row, i) => row.map((v, j) => v / (scale[i]! * scale[j]!)));
}

/** Robust variances of the coefficients, from the inverse of X'WX and each row's residual (its score per column). */
export function robustVariances(
  { columns, n }: Design,
  inverse: number[][],
  residuals: Numbers,
  clusters: ArrayLike<string | number> | undefined,
  where: string,
): number[] {
  const k = columns.length;
  const meat = Array.from({ length: k }, () => new Array<number>(k).fill(0));
  let correction: number;
  if (clusters) {
    requireSameLength(residuals, clusters, `${where}, clusters`);
    const scores = new Map<string | number, Float64Array>();
    for (let r = 0; r < n; r++) {
      let score = scores.get(clusters[r]!);
      if (!score) {
        score = new Float64Array(k);
        scores.set(clusters[r]!, score);
      }
      for (let i = 0; i < k; i++) score[i]! += residuals[r]! * columns[i]![r]!;
    }
    for (const score of scores.values()) {
      for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) meat[i]![j]! += score[i]! * score[j]!;
    }
    if (scores.size < 2) throw new RangeError(`${where}: one cluster cannot tell how clusters differ`);
    correction = ((scores.size / (scores.size - 1)) * (n - 1)) / (n - k);
  } else {
    for (let i = 0; i < k; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let r = 0; r < n; r++) sum += residuals[r]! ** 2 * columns[i]![r]! * columns[j]![r]!;
        meat[i]![j] = sum;
        meat[j]![i] = sum;
      }
    }
    correction = n / (n - k);
  }
  return inverse.map((row) => {
    let variance = 0;
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) variance += row[i]! * meat[i]![j]! * row[j]!;
    return variance * correction;
  });
}

/** estimate / error, defined where a perfect fit leaves no error: 0 for an estimate of 0, else infinite. */
export function ratio(estimate: number, error: number): number {
  return error > 0 ? estimate / error : estimate === 0 ? 0 : Math.sign(estimate) * Infinity;
}
