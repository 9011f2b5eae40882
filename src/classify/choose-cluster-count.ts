import { adjustedRand, kmeans, median, random, type Silhouette, silhouette } from "../stats/index.js";

export interface ClusterCountOptions {
  readonly seed: number | string;
  /** Default 2 to 6; those above the number of rows are passed over. */
  readonly ks?: readonly number[];
  /** Bootstrap samples, and seeds, for the stability; default 20. */
  readonly repeats?: number;
  /** A k is stable from this median adjusted Rand index under the bootstrap, default 0.8. */
  readonly stableFrom?: number;
  /** Rows whose silhouette is computed, default 1,000. */
  readonly silhouetteSample?: number;
  /** Rows for the stability, drawn once where there are more; default 20,000. */
  readonly stabilityRows?: number;
}

export interface ClusterCount {
  readonly k: number;
  readonly inertia: number;
  readonly silhouette: Silhouette | null;
  /** Median adjusted Rand index of the partition with those that centres fitted to bootstrap samples induce. */
  readonly bootstrapStability: number;
  /** The same with partitions from other seeds, one start each. */
  readonly seedStability: number;
}

export interface ClusterCountChoice {
  /** The chosen k. */
  readonly k: number;
  readonly why: string;
  readonly candidates: readonly ClusterCount[];
}

/**
 * How many clusters: the k of the highest silhouette among those that are stable under the bootstrap (Hennig 2007), or
 * the most stable k where none is.
 * @throws RangeError where no k in 2 … rows is offered
 */
export function chooseClusterCount(
  matrix: Float64Array,
  columns: number,
  options: ClusterCountOptions,
): ClusterCountChoice {
  const { seed, repeats = 20, stableFrom = 0.8, silhouetteSample = 1000, stabilityRows = 20_000 } = options;
  const n = matrix.length / columns;
  const ks = (options.ks ?? [2, 3, 4, 5, 6]).filter((k) => k >= 2 && k <= n);
  if (ks.length === 0) throw new RangeError(`chooseClusterCount: no k from 2 to the ${n} rows was offered`);
  const few = drawRows(matrix, columns, Math.min(n, stabilityRows), false, seed);
  const candidates = ks.map((k): ClusterCount => {
    const { labels, inertia } = kmeans(matrix, columns, { k, seed });
    const reference = kmeans(few, columns, { k, seed }).labels;
    const under = (centresOf: (repeat: number) => Float64Array) =>
      median(
        Array.from(
          { length: repeats },
          (_, repeat) => adjustedRand(reference, nearest(few, columns, centresOf(repeat)))!,
        ),
      )!;
    return {
      k,
      inertia,
      silhouette: silhouette(matrix, columns, labels, { sample: silhouetteSample, seed }),
      bootstrapStability: under((repeat) => {
        const drawn = drawRows(few, columns, few.length / columns, true, `${seed}/bootstrap/${repeat}`);
        return kmeans(drawn, columns, { k, seed: `${seed}/${repeat}`, restarts: 3 }).centres;
      }),
      seedStability: under(
        (repeat) => kmeans(few, columns, { k, seed: `${seed}/seed/${repeat}`, restarts: 1 }).centres,
      ),
    };
  });
  const stable = candidates.filter(({ bootstrapStability }) => bootstrapStability >= stableFrom);
  const best = (list: readonly ClusterCount[], value: (one: ClusterCount) => number) =>
    list.reduce((a, b) => (value(b) > value(a) ? b : a));
  return stable.length > 0
    ? {
        k: best(stable, (one) => one.silhouette?.value ?? -1).k,
        why: `highest silhouette among the ${stable.length} of ${candidates.length} counts that are stable under the bootstrap`,
        candidates,
      }
    : {
        k: best(candidates, (one) => one.bootstrapStability).k,
        why: "most stable under the bootstrap, though no count is stable",
        candidates,
      };
}

/** Rows drawn with or without replacement. */
function drawRows(
  matrix: Float64Array,
  columns: number,
  rows: number,
  replace: boolean,
  seed: number | string,
): Float64Array {
  const n = matrix.length / columns;
  const source = random(`${seed}/rows`);
  if (!replace && rows === n) return matrix;
  const order = replace
    ? Array.from({ length: rows }, () => source.int(n))
    : source.shuffle(Array.from({ length: n }, (_, i) => i)).slice(0, rows);
  const drawn = new Float64Array(rows * columns);
  order.forEach((row, i) => {
    drawn.set(matrix.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return drawn;
}

function nearest(matrix: Float64Array, columns: number, centres: Float64Array): Int32Array {
  const n = matrix.length / columns;
  return Int32Array.from({ length: n }, (_, i) => {
    let best = Number.POSITIVE_INFINITY;
    let label = 0;
    for (let c = 0; c * columns < centres.length; c++) {
      let squared = 0;
      for (let j = 0; j < columns; j++)
        squared += (matrix[i * columns + j]! - centres[c * columns + j]!) ** 2;
      if (squared < best) {
        best = squared;
        label = c;
      }
    }
    return label;
  });
}
