/** How two ascending samples lie to each other, by one merge. */
export interface OrderCounts {
  /** Pairs with a > b. */
  above: number;
  /** Pairs with a = b. */
  tied: number;
  /** Sum of t^3 - t over the runs of t ties in the pooled sample. */
  cubes: number;
  /** Sum over a of (its number of b below minus its number of b above), squared. */
  squaresA: number;
  /** The same for b against a. */
  squaresB: number;
}

/** Counts pairs between two samples in ascending order, in O(n). */
export function orderCounts(a: Float64Array, b: Float64Array): OrderCounts {
  const counts: OrderCounts = { above: 0, tied: 0, cubes: 0, squaresA: 0, squaresB: 0 };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const value = i < a.length && (j >= b.length || a[i]! <= b[j]!) ? a[i]! : b[j]!;
    const fromA = i;
    const fromB = j;
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    const inA = i - fromA;
    const inB = j - fromB;
    counts.above += inA * fromB;
    counts.tied += inA * inB;
    counts.cubes += (inA + inB) ** 3 - (inA + inB);
    counts.squaresA += inA * (fromB - (b.length - j)) ** 2;
    counts.squaresB += inB * (fromA - (a.length - i)) ** 2;
  }
  return counts;
}
