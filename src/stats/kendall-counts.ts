import type { Numbers } from "./numbers.js";
import { sortOrder } from "./sort-order.js";

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

/** Counts concordant and discordant pairs in O(n log n) (after Knight 1966, JASA 61). */
export function kendallCounts(x: Numbers, y: Numbers): KendallCounts {
  const n = x.length;
  // Sorting is stable: by y first, then by x, leaves ties of x in the order of y.
  const byY = sortOrder(y);
  const xByY = new Float64Array(n);
  const rankByY = new Uint32Array(n);
  const runsY: number[] = [];
  for (let k = 0; k < n; k++) {
    xByY[k] = x[byY[k]!]!;
    if (k > 0 && y[byY[k]!] === y[byY[k - 1]!]) runsY[runsY.length - 1]!++;
    else runsY.push(1);
    rankByY[k] = runsY.length;
  }
  const order = sortOrder(xByY);
  const rankByX = new Uint32Array(n);
  const runsX: number[] = [];
  let pairsBoth = 0;
  let run = 0;
  for (let k = 0; k < n; k++) {
    rankByX[k] = rankByY[order[k]!]!;
    const sameX = k > 0 && xByY[order[k]!] === xByY[order[k - 1]!];
    if (sameX) runsX[runsX.length - 1]!++;
    else runsX.push(1);
    // An item that makes a run of equal pairs one longer ties with each before it.
    run = sameX && rankByX[k] === rankByX[k - 1] ? run + 1 : 0;
    pairsBoth += run;
  }
  const tiesX = Float64Array.from(runsX);
  const tiesY = Float64Array.from(runsY);
  const discordant = inversions(rankByX, runsY.length);
  const pairsX = tiesX.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  const pairsY = tiesY.reduce((sum, t) => sum + (t * (t - 1)) / 2, 0);
  const pairs = (n * (n - 1)) / 2;
  const s = pairs - pairsX - pairsY + pairsBoth - 2 * discordant;
  return { s, tiesX, tiesY, pairsX, pairsY, pairs };
}

/** Pairs in the wrong order among ranks from 1 to `most`, by a Fenwick tree of the ranks passed. */
function inversions(ranks: Uint32Array, most: number): number {
  const tree = new Uint32Array(most + 1);
  let count = 0;
  // Equal ranks in a row, of which counts have many, have as many before them out of order each: they go in at once.
  for (let k = 0, end = 0; k < ranks.length; k = end) {
    const rank = ranks[k]!;
    for (end = k + 1; end < ranks.length && ranks[end] === rank; ) end++;
    let atMost = 0;
    for (let r = rank; r > 0; r &= r - 1) atMost += tree[r]!;
    count += (end - k) * (k - atMost);
    for (let r = rank; r <= most; r += r & -r) tree[r]! += end - k;
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
