/**
 * The inverse of a symmetric positive definite matrix by Cholesky decomposition, or the index of the first row that
 * the rows before it explain (to a relative 1e-12): a collinear column. For the few columns of a regression.
 */
export function invertSpd(matrix: readonly (readonly number[])[]): number[][] | { collinear: number } {
  const n = matrix.length;
  const lower = matrix.map((row) => row.slice());
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      if (i !== j) lower[i]![j] = sum / lower[j]![j]!;
      else if (sum > 1e-12 * matrix[i]![i]!) lower[i]![i] = Math.sqrt(sum);
      else return { collinear: i };
    }
  }
  const inverse = matrix.map((row) => row.map(() => 0));
  for (let column = 0; column < n; column++) {
    const x = new Array<number>(n).fill(0);
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = 0; k < i; k++) sum -= lower[i]![k]! * x[k]!;
      x[i] = sum / lower[i]![i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = x[i]!;
      for (let k = i + 1; k < n; k++) sum -= lower[k]![i]! * x[k]!;
      x[i] = sum / lower[i]![i]!;
    }
    for (let i = 0; i < n; i++) inverse[i]![column] = x[i]!;
  }
  return inverse;
}
