import { chiSquareSf } from "./distributions.js";
import type { Estimate } from "./estimate.js";
import { noncentralityInterval } from "./noncentrality-interval.js";
import { type Numbers, requireLevel } from "./numbers.js";
import { requireAmounts } from "./require-amounts.js";

export interface ChiSquareResult {
  statistic: number;
  df: number;
  p: number;
  /** Counts expected if rows and columns were independent. */
  expected: number[][];
  /**
   * Adjusted standardised residuals (Haberman 1973), standard normal under independence: beyond ±2 a cell stands out,
   * before correction for looking at many. Null where a row or column is empty or holds everything.
   */
  residuals: (number | null)[][];
  /** Association from 0 to 1, with Smithson's (2003) noncentral chi-square interval. */
  cramersV: Estimate;
  n: number;
  /** Share of cells whose expected count is below 5, where the chi-square approximation is doubtful. */
  sparseCells: number;
  emptyRows: number;
  emptyColumns: number;
}

/**
 * Pearson's chi-square test of independence for a table of counts, without continuity correction. Empty rows and columns
 * are left out of the degrees of freedom and counted. Null with fewer than two rows or columns that hold counts.
 * @throws RangeError on a negative or non-finite count or on rows of different length
 */
export function chiSquare(
  table: readonly Numbers[],
  { level = 0.95 }: { level?: number } = {},
): ChiSquareResult | null {
  requireLevel(level, "chiSquare");
  const columns = table[0]?.length ?? 0;
  for (const row of table) {
    requireAmounts(row, "chiSquare");
    if (row.length !== columns) throw new RangeError("chiSquare: every row needs the same columns");
  }
  const rowSums = table.map((row) => sumOf(row));
  const columnSums = Array.from({ length: columns }, (_, j) => sumOf(table.map((row) => row[j]!)));
  const n = sumOf(rowSums);
  const filledRows = rowSums.filter((sum) => sum > 0).length;
  const filledColumns = columnSums.filter((sum) => sum > 0).length;
  if (filledRows < 2 || filledColumns < 2) return null;
  let statistic = 0;
  let sparse = 0;
  const expected = rowSums.map((row) => columnSums.map((column) => (row * column) / n));
  const residuals = expected.map((row, i) =>
    row.map((e, j) => {
      if (e === 0) return null;
      if (e < 5) sparse++;
      const difference = table[i]![j]! - e;
      statistic += (difference * difference) / e;
      const spread = e * (1 - rowSums[i]! / n) * (1 - columnSums[j]! / n);
      return spread > 0 ? difference / Math.sqrt(spread) : null;
    }),
  );
  const df = (filledRows - 1) * (filledColumns - 1);
  const most = n * (Math.min(filledRows, filledColumns) - 1);
  const [low, high] = noncentralityInterval(statistic, df, level);
  return {
    statistic,
    df,
    p: chiSquareSf(statistic, df),
    expected,
    residuals,
    cramersV: {
      value: Math.sqrt(statistic / most),
      low: low === 0 ? 0 : Math.min(1, Math.sqrt((low + df) / most)),
      high: Math.min(1, Math.sqrt((high + df) / most)),
      n,
      level,
    },
    n,
    sparseCells: sparse / (filledRows * filledColumns),
    emptyRows: table.length - filledRows,
    emptyColumns: columns - filledColumns,
  };
}

function sumOf(values: Numbers): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
