import { hamerly } from "./hamerly.js";
import { kmeansPlusPlus } from "./kmeans-plus-plus.js";
import type { Numbers } from "./numbers.js";
import { type Random, random } from "./random.js";

export interface KMeansOptions {
  /** Number of clusters, at least 1 and at most the number of rows. */
  k: number;
  /** Same seed, same result. */
  seed: number | string;
  /** Starts from fresh k-means++ centres, of which the one with the lowest inertia is kept. Default 10. */
  restarts?: number;
  /** Default 300 a start. */
  maxIterations?: number;
  /**
   * A start ends when its centres move, in squared distance summed, by less than this times the mean variance of the
   * columns (scikit-learn's rule). Default 1e-4. The best start is then run on until no row changes its cluster.
   */
  tolerance?: number;
}

export interface KMeansResult {
  k: number;
  /** The cluster of each row, 0 to k - 1, in order of the centres' first coordinates, then second, … */
  labels: Int32Array;
  /** k × columns, row-major, in the unit of the columns. */
  centres: Float64Array;
  /** Rows in each cluster. 0 is possible only where there are fewer than k distinct rows. */
  sizes: Int32Array;
  /** Sum of squared distances of the rows to their centres. */
  inertia: number;
  /** Iterations of the best start, with its run to rest. */
  iterations: number;
  /** False where maxIterations came first. */
  converged: boolean;
}

/** Starts on more rows than this find their way on a sample of as many first. */
const ROUGH_ROWS = 16_384;

/**
 * k-means of rows × columns numbers, row-major: greedy k-means++ starts (Arthur and Vassilvitskii 2007, with the
 * local trials of their section 7) and Lloyd's iteration with Hamerly's bounds (2010, "Making k-means even faster"),
 * which give Lloyd's result and skip most distances. On many rows a start finds its way on a random sample of its own
 * (16,384 rows or 256 a cluster) and goes on from there with all of them. A cluster that runs empty takes the row farthest from its centre.
 *
 * @throws RangeError on a value that is not finite, a matrix that does not divide into rows, or k outside 1 … rows
 */
export function kmeans(matrix: Numbers, columns: number, options: KMeansOptions): KMeansResult {
  const { k, seed, restarts = 10, maxIterations = 300, tolerance = 1e-4 } = options;
  const points = requirePoints(matrix, columns, "kmeans");
  const n = points.length / columns;
  if (!(Number.isInteger(k) && k >= 1 && k <= n)) {
    throw new RangeError(`kmeans: k must be a whole number from 1 to the ${n} rows and is ${k}`);
  }
  if (
    !(Number.isInteger(restarts) && restarts >= 1 && Number.isInteger(maxIterations) && maxIterations >= 1)
  ) {
    throw new RangeError(
      `kmeans: restarts and maxIterations must be whole numbers above 0 and are ${restarts} and ${maxIterations}`,
    );
  }
  const source = random(seed);
  const stop = tolerance * meanVariance(points, columns);
  let best: { centres: Float64Array; between: number; iterations: number } | undefined;
  for (let start = 0; start < restarts; start++) {
    const few = sampleRows(points, columns, Math.max(ROUGH_ROWS, 256 * k), source);
    const centres = kmeansPlusPlus(few, columns, k, source);
    if (few !== points) hamerly(few, columns, centres, maxIterations, stop);
    const { iterations, between } = hamerly(points, columns, centres, maxIterations, stop);
    if (!best || between > best.between) best = { centres, between, iterations };
  }
  const rest = hamerly(points, columns, best!.centres, maxIterations, 0);
  const { labels, sizes, inertia } = rest.finish();
  return {
    k,
    ...ordered(labels, best!.centres, sizes, columns),
    inertia,
    iterations: best!.iterations + rest.iterations,
    converged: rest.converged,
  };
}

/** Rows drawn without replacement, in order (Knuth's selection sampling); all of them where there are no more. */
function sampleRows(points: Float64Array, columns: number, rows: number, source: Random): Float64Array {
  const n = points.length / columns;
  if (n <= rows) return points;
  const few = new Float64Array(rows * columns);
  for (let i = 0, taken = 0; taken < rows; i++) {
    if (source.next() * (n - i) >= rows - taken) continue;
    few.set(points.subarray(i * columns, (i + 1) * columns), taken * columns);
    taken++;
  }
  return few;
}

/** The matrix as a Float64Array, after checks that the clustering verbs share. */
export function requirePoints(matrix: Numbers, columns: number, where: string): Float64Array {
  if (!(Number.isInteger(columns) && columns >= 1) || matrix.length % columns !== 0) {
    throw new RangeError(`${where}: ${matrix.length} values do not divide into rows of ${columns} columns`);
  }
  for (let i = 0; i < matrix.length; i++) {
    if (!Number.isFinite(matrix[i])) {
      throw new RangeError(
        `${where}: row ${Math.floor(i / columns)}, column ${i % columns} is ${String(matrix[i])}; leave out rows with unknown values first and count them`,
      );
    }
  }
  return matrix instanceof Float64Array ? matrix : Float64Array.from(matrix);
}

function meanVariance(points: Float64Array, columns: number): number {
  const n = points.length / columns;
  let total = 0;
  for (let column = 0; column < columns; column++) {
    let mean = 0;
    for (let i = column; i < points.length; i += columns) mean += points[i]!;
    mean /= n;
    for (let i = column; i < points.length; i += columns) total += (points[i]! - mean) ** 2;
  }
  return total / (n * columns);
}

/** Names of clusters by their centres, so that equal partitions of two seeds carry equal labels. */
function ordered(labels: Int32Array, centres: Float64Array, sizes: Int32Array, columns: number) {
  const k = sizes.length;
  const order = Array.from({ length: k }, (_, cluster) => cluster).sort((a, b) => {
    for (let column = 0; column < columns; column++) {
      const difference = centres[a * columns + column]! - centres[b * columns + column]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  const place = Int32Array.from(order, (_, cluster) => order.indexOf(cluster));
  return {
    labels: labels.map((label) => place[label]!),
    centres: Float64Array.from(
      order.flatMap((from) => [...centres.subarray(from * columns, (from + 1) * columns)]),
    ),
    sizes: Int32Array.from(order, (from) => sizes[from]!),
  };
}
