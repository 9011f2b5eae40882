import { describe, expect, it } from "vitest";
import { fitLogistic } from "../../../src/classify/train/fit-logistic.js";
import type { SparseRows } from "../../../src/classify/train/sparse-rows.js";

function rowsOf(matrix: readonly (readonly number[])[]): SparseRows {
  return {
    rows: matrix.length,
    columns: matrix[0]!.length,
    offsets: Int32Array.from([0, ...matrix.map((row, i) => (i + 1) * row.length)]),
    indices: Int32Array.from(matrix.flatMap((row) => row.map((_, j) => j))),
    values: Float32Array.from(matrix.flat()),
    hashes: new Int32Array(matrix[0]!.length),
  };
}

const x = rowsOf([
  [0, 1],
  [1, 0.5],
  [2, 2],
  [3, 1],
  [1, 3],
  [0, 0],
  [2.5, 0],
  [0.5, 2],
]);
const y = [0, 0, 1, 1, 0, 0, 1, 1];
const weights = [1, 1, 1, 2, 1, 1, 0.5, 1];

describe("fitLogistic", () => {
  it("finds scikit-learn's optimum", () => {
    // LogisticRegression(C=2, tol=1e-12, max_iter=10000).fit(X, y, sample_weight=w) of scikit-learn 1.2.1
    const fit = fitLogistic(x, y, weights, { C: 2, tolerance: 1e-9, maximumIterations: 1000 });
    expect(fit.weights[0]).toBeCloseTo(1.33878792, 5);
    expect(fit.weights[1]).toBeCloseTo(0.21574742, 5);
    expect(fit.bias).toBeCloseTo(-1.90354281, 5);
  });

  it("does not see rows without a target or without weight", () => {
    const without = fitLogistic(x, [...y.slice(0, 7), Number.NaN], weights, { C: 2 });
    expect(without).toEqual(fitLogistic(x, y, [...weights.slice(0, 7), 0], { C: 2 }));
  });

  it("takes a soft target for two rows that disagree", () => {
    const soft = fitLogistic(rowsOf([[1], [0]]), [0.5, 0], [2, 1], { C: 1, tolerance: 1e-9 });
    const hard = fitLogistic(rowsOf([[1], [1], [0]]), [1, 0, 0], [1, 1, 1], { C: 1, tolerance: 1e-9 });
    expect(soft.weights[0]).toBeCloseTo(hard.weights[0]!, 6);
    expect(soft.bias).toBeCloseTo(hard.bias, 6);
  });
});
