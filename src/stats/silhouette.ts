import type { Estimate } from "./estimate.js";
import { requirePoints } from "./kmeans.js";
import { normalQuantile } from "./normal.js";
import { type Numbers, requireLevel, requireSameLength } from "./numbers.js";
import { random } from "./random.js";

export interface SilhouetteOptions {
  /** Rows whose silhouette is computed, drawn without replacement; all by default. Each is compared with every row. */
  sample?: number;
  /** Needed with a sample. */
  seed?: number | string;
  /** Confidence level, default 0.95. */
  level?: number;
}

export interface Silhouette extends Estimate {
  /** Rows whose silhouette was computed; n is the number of all rows. */
  sampled: number;
}

/**
 * The mean silhouette of a partition (Rousseeuw 1987) with Euclidean distances, from -1 to 1: over rows, how much
 * nearer a row is to its own cluster than to the nearest other. Rows alone in their cluster count 0. The exact value
 * has low = value = high; a sampled one has the normal interval of a mean with finite-population correction, and
 * unlike a silhouette within a subsample it is unbiased. Cost: sampled rows × all rows × columns. Null where fewer
 * than two clusters have rows, as the silhouette is not defined there.
 *
 * @throws RangeError on values that are not finite, or a sample without a seed
 */
export function silhouette(
  matrix: Numbers,
  columns: number,
  labels: ArrayLike<number | string>,
  { sample, seed, level = 0.95 }: SilhouetteOptions = {},
): Silhouette | null {
  const points = requirePoints(matrix, columns, "silhouette");
  const n = points.length / columns;
  requireSameLength(labels, { length: n }, "silhouette");
  requireLevel(level, "silhouette");
  const codeOf = new Map<number | string, number>();
  const cluster = Int32Array.from({ length: n }, (_, i) => {
    const code = codeOf.get(labels[i]!) ?? codeOf.size;
    codeOf.set(labels[i]!, code);
    return code;
  });
  if (codeOf.size < 2) return null;
  const sizes = new Int32Array(codeOf.size);
  for (let i = 0; i < n; i++) sizes[cluster[i]!]!++;

  const all = Array.from({ length: n }, (_, i) => i);
  let rows = all;
  if (sample !== undefined && sample < n) {
    if (seed === undefined || !(Number.isInteger(sample) && sample > 0)) {
      throw new RangeError("silhouette: a sample is a whole number above 0 and comes with a seed");
    }
    rows = random(seed).shuffle(all).slice(0, sample);
  }
  const sums = new Float64Array(sizes.length);
  let mean = 0;
  let squares = 0;
  rows.forEach((row, seen) => {
    const width = widthOf(row, points, columns, cluster, sizes, sums);
    const step = width - mean;
    mean += step / (seen + 1);
    squares += step * (width - mean);
  });
  const sampled = rows.length;
  // One sampled row says nothing of the spread, so only the range of the silhouette itself bounds it.
  const half =
    sampled === n
      ? 0
      : sampled === 1
        ? 2
        : normalQuantile(0.5 + level / 2) *
          Math.sqrt((squares / (sampled - 1) / sampled) * (1 - sampled / n));
  return { value: mean, low: Math.max(-1, mean - half), high: Math.min(1, mean + half), n, level, sampled };
}

function widthOf(
  row: number,
  points: Float64Array,
  columns: number,
  cluster: Int32Array,
  sizes: Int32Array,
  sums: Float64Array,
): number {
  const own = cluster[row]!;
  if (sizes[own] === 1) return 0;
  sums.fill(0);
  const centre = points.slice(row * columns, (row + 1) * columns);
  for (let i = 0, at = 0; i < cluster.length; i++, at += columns) {
    let squared = 0;
    for (let column = 0; column < columns; column++) {
      const difference = points[at + column]! - centre[column]!;
      squared += difference * difference;
    }
    sums[cluster[i]!]! += Math.sqrt(squared);
  }
  const within = sums[own]! / (sizes[own]! - 1);
  let between = Number.POSITIVE_INFINITY;
  for (let c = 0; c < sizes.length; c++) {
    if (c !== own) between = Math.min(between, sums[c]! / sizes[c]!);
  }
  const larger = Math.max(within, between);
  return larger === 0 ? 0 : (between - within) / larger;
}
