import { chiSquare } from "./chi-square.js";
import { holm } from "./holm.js";

/** Two shares of one kind, each as hits of n. */
export interface RatePair {
  readonly name: string;
  readonly first: readonly [hits: number, n: number];
  readonly second: readonly [hits: number, n: number];
}

export interface RateDifference extends RatePair {
  /** Pearson's chi-square test of the two by two table, without continuity correction. */
  readonly p: number;
  /** Adjusted for all pairs tested (Holm). */
  readonly adjusted: number;
}

/**
 * Which of several pairs of shares differ. A pair that cannot be tested, because a side is empty or all or none of both are
 * hits, is left out and does not count in the adjustment.
 * @throws RangeError unless 0 <= hits <= n
 */
export function rateDifferences(pairs: Iterable<RatePair>): RateDifference[] {
  const tested = [...pairs].flatMap((pair) => {
    const [[a, m], [b, n]] = [pair.first, pair.second];
    if (!(a >= 0 && a <= m && b >= 0 && b <= n)) {
      throw new RangeError(`rateDifferences: ${pair.name} has ${a} of ${m} and ${b} of ${n}`);
    }
    if (m === 0 || n === 0 || a + b === 0 || a + b === m + n) return [];
    const { p } = chiSquare([
      [a, m - a],
      [b, n - b],
    ])!;
    return [{ ...pair, p }];
  });
  const adjusted = holm(tested.map(({ p }) => p));
  return tested.map((row, i) => ({ ...row, adjusted: adjusted[i]! }));
}
