import type { Numbers } from "./numbers.js";
import { valueCounts } from "./value-counts.js";

/** What Kendall's statistics are made of. */
export interface KendallCounts {
  /** Concordant minus discordant pairs, S. */
  s: number;
  /** Counts of tied values in x and in y. */
  tiesX: Float64Array;
  tiesY: Float64Array;
  /** Pairs tied in x, and in y. */
  pairsX: number;
  pairsY: number;
  pairs: number;
}

/** Counts concordant and discordant pairs in O(n log n) (Knight 1966, JASA 61). */
export function kendallCounts(x: Numbers, y: Numbers): KendallCounts {
  const n = x.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => x[i]! - x[j]! || y[i]! - y[j]!);
  const sorted = Float64Array.from(order, (i) => y[i]!);
  let pairsBoth = 0;
  let run = 1;
  for (let k = 1; k <= n; k++) {
    const same = k < n && x[order[k]!] === x[order[k - 1]!] && sorted[k] === sorted[k - 1];
    if (same) run++;
    else {
      pairsBoth += (run * (run - 1)) / 2;
      run = 1;
    }
  }
  const discordant = inversions(sorted);
  const tiesX = valueCounts(x).counts;
  const tiesY = valueCounts(y).counts;
  const pairsX = tiesX.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  const pairsY = tiesY.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  const pairs = (n * (n - 1)) / 2;
  const s = pairs - pairsX - pairsY + pairsBoth - 2 * discordant;
  return { s, tiesX, tiesY, pairsX, pairsY, pairs };
}

/** Pairs in the wrong order, by merge sort. Sorts in place. */
function inversions(values: Float64Array): number {
  const n = values.length;
  const merged = new Float64Array(n);
  let count = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let from = 0; from < n; from += 2 * width) {
      const middle = Math.min(from + width, n);
      const to = Math.min(from + 2 * width, n);
      let i = from;
      let j = middle;
      for (let k = from; k < to; k++) {
        if (j >= to || (i < middle && values[i]! <= values[j]!)) merged[k] = values[i++]!;
        else {
          merged[k] = values[j++]!;
          count += middle - i;
        }
      }
    }
    values.set(merged);
  }
  return count;
}

/** P(|S| >= |s|) over all orders of n distinct values. */
export function kendallExactP(n: number, s: number): number {
  // mass[k] = P(k inversions); each further value adds 0 to i inversions, equally likely.
  let mass = Float64Array.of(1);
  for (let i = 1; i < n; i++) {
    const next = new Float64Array(mass.length + i);
    let window = 0;
    for (let k = 0; k < next.length; k++) {
      window += mass[k] ?? 0;
      if (k > i) window -= mass[k - i - 1] ?? 0;
      next[k] = window / (i + 1);
    }
    mass = next;
  }
  const fewest = (n * (n - 1)) / 4 - Math.abs(s) / 2;
  let tail = 0;
  for (let k = 0; k <= fewest; k++) tail += Math.max(0, mass[k]!);
  return s === 0 ? 1 : Math.min(1, 2 * tail);
}
