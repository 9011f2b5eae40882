import type { Random } from "./random.js";

/**
 * Greedy k-means++ (Arthur and Vassilvitskii 2007, section 7): each next centre is the best of 2 + ln k rows drawn
 * with probability proportional to the squared distance from the centres so far. Returns k × columns, row-major.
 */
export function kmeansPlusPlus(
  points: Float64Array,
  columns: number,
  k: number,
  source: Random,
): Float64Array {
  const n = points.length / columns;
  const trials = 2 + Math.floor(Math.log(k));
  const centres = new Float64Array(k * columns);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const trial = new Float64Array(n);
  const kept = new Float64Array(n);
  const take = (row: number, centre: number) =>
    centres.set(points.subarray(row * columns, (row + 1) * columns), centre * columns);

  const first = source.int(n);
  take(first, 0);
  let potential = distancesWith(points, columns, first, nearest, kept);
  nearest.set(kept);
  for (let centre = 1; centre < k; centre++) {
    let bestRow = -1;
    let bestPotential = Number.POSITIVE_INFINITY;
    for (const row of drawRows(nearest, potential, trials, source)) {
      const after = distancesWith(points, columns, row, nearest, trial);
      if (after < bestPotential) {
        bestPotential = after;
        bestRow = row;
        kept.set(trial);
      }
    }
    take(bestRow, centre);
    nearest.set(kept);
    potential = bestPotential;
  }
  return centres;
}

/** Rows drawn by weight in one pass; uniform where all weights are 0 (fewer distinct rows than centres). */
function drawRows(weights: Float64Array, total: number, count: number, source: Random): number[] {
  if (!(total > 0)) return Array.from({ length: count }, () => source.int(weights.length));
  const marks = Float64Array.from({ length: count }, () => source.next() * total).sort();
  const rows: number[] = [];
  let sum = 0;
  let last = 0;
  for (let row = 0; row < weights.length && rows.length < count; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    sum += weight;
    last = row;
    while (rows.length < count && marks[rows.length]! < sum) rows.push(row);
  }
  while (rows.length < count) rows.push(last);
  return rows;
}

/** Squared distances to the nearest centre were `row` one too, written to `out`; returns their sum. */
function distancesWith(
  points: Float64Array,
  columns: number,
  row: number,
  nearest: Float64Array,
  out: Float64Array,
): number {
  const centre = points.slice(row * columns, (row + 1) * columns);
  let sum = 0;
  for (let i = 0, at = 0; i < nearest.length; i++, at += columns) {
    let squared = 0;
    for (let column = 0; column < columns; column++) {
      const difference = points[at + column]! - centre[column]!;
      squared += difference * difference;
    }
    const kept = Math.min(squared, nearest[i]!);
    out[i] = kept;
    sum += kept;
  }
  return sum;
}
