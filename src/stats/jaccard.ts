/**
 * Jaccard's similarity of two sets: what they share over what either holds, from 0 to 1 (Jaccard 1912). Repeated values
 * count once. Null where both are empty: nothing is like nothing neither much nor little.
 */
export function jaccard<T>(a: Iterable<T>, b: Iterable<T>): number | null {
  const left = new Set(a);
  const right = new Set(b);
  let shared = 0;
  for (const value of left) if (right.has(value)) shared++;
  const either = left.size + right.size - shared;
  return either === 0 ? null : shared / either;
}
