import { CommitFeatures, normalisedGroups } from "../commit-features.js";
import type { CommitText } from "../commit-kind.js";

/** Rows of a sparse matrix (compressed sparse rows), columns numbered by feature hash. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
  /** Feature hash of each column. */
  readonly hashes: Int32Array;
}

/** How strongly each group of features (word, characters, concept, convention, body, files) speaks before training. */
export type GroupScales = readonly [number, number, number, number, number, number];

/** Columns given to the hashes that at least `minimumCount` of the texts hold, in order of first appearance. */
export function chooseColumns(texts: readonly CommitText[], minimumCount: number): Map<number, number> {
  const features = new CommitFeatures();
  const counts = new Map<number, number>();
  for (const text of texts) {
    features.read(text);
    for (const hash of new Set(features.hashes.subarray(0, features.count)))
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const columns = new Map<number, number>();
  for (const [hash, count] of counts) if (count >= minimumCount) columns.set(hash, columns.size);
  return columns;
}

/**
 * Turns texts into rows over the given columns; hashes without a column are dropped. A feature that a text holds twice
 * counts twice. Groups with many features share one unit: each weighs 1/sqrt(n).
 */
export function sparseRows(
  texts: readonly CommitText[],
  columns: ReadonlyMap<number, number>,
  scales: GroupScales,
): SparseRows {
  const features = new CommitFeatures();
  const offsets = new Int32Array(texts.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  const sizes = new Float64Array(scales.length);
  const row = new Map<number, number>();
  for (let t = 0; t < texts.length; t++) {
    features.read(texts[t]!);
    sizes.fill(0);
    for (let i = 0; i < features.count; i++) sizes[features.groups[i]!]!++;
    row.clear();
    for (let i = 0; i < features.count; i++) {
      const column = columns.get(features.hashes[i]!);
      if (column === undefined) continue;
      const group = features.groups[i]!;
      const value = scales[group]! / (normalisedGroups[group] ? Math.sqrt(sizes[group]!) : 1);
      row.set(column, (row.get(column) ?? 0) + value);
    }
    for (const [column, value] of row) {
      indices.push(column);
      values.push(value);
    }
    offsets[t + 1] = indices.length;
  }
  const hashes = new Int32Array(columns.size);
  for (const [hash, column] of columns) hashes[column] = hash;
  return {
    rows: texts.length,
    columns: columns.size,
    offsets,
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
    hashes,
  };
}
