/** What is read of a danfojs DataFrame. */
export interface Frame {
  readonly index: readonly (string | number)[];
  readonly columns: readonly string[];
  readonly values: unknown;
}

/** The rows of a small danfojs DataFrame, its index as the first column, for showTable. */
export function frameRows({ index, columns, values }: Frame, indexName = "index"): Record<string, unknown>[] {
  const rows = values as readonly (readonly unknown[])[];
  return index.map((label, i) => ({
    [indexName]: label,
    ...Object.fromEntries(columns.map((column, j) => [column, rows[i]![j]])),
  }));
}
