/**
 * Jensen-Shannon divergence of two distributions over the same things, in bits: 0 for equal, 1 for disjoint ones
 * (Lin 1991). Both are taken as they are: each should sum to 1.
 * @throws RangeError when the lengths differ
 */
export function jensenShannon(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`jensenShannon: ${a.length} against ${b.length} shares`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const p = a[i]!;
    const q = b[i]!;
    const middle = (p + q) / 2;
    if (p > 0) sum += p * Math.log2(p / middle);
    if (q > 0) sum += q * Math.log2(q / middle);
  }
  return Math.max(0, sum / 2);
}
