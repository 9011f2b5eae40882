/** A measure of a network beside what it is in networks made by chance. */
export interface NullComparison {
  readonly observed: number;
  /** What it is in each network made by chance, in increasing order. */
  readonly expected: readonly number[];
  readonly mean: number;
  readonly sd: number;
  /** (observed - mean) / sd; null where the networks made by chance do not differ. */
  readonly z: number | null;
  /** (1 + networks by chance at least as high) / (1 + replicates): the least it can be is 1 / (1 + replicates). */
  readonly p: number;
}

/**
 * A Monte Carlo test, one-sided (Davison and Hinkley 1997, section 4.2): how an observed measure stands among
 * `replicates` draws, each asked with its number from 0.
 * @throws RangeError for fewer than two replicates
 */
export function nullComparison(
  observed: number,
  draw: (replicate: number) => number,
  replicates: number,
): NullComparison {
  if (!(Number.isInteger(replicates) && replicates >= 2)) {
    throw new RangeError(`nullComparison: ${replicates} replicates; two or more tell how much chance varies`);
  }
  const expected = Array.from({ length: replicates }, (_, i) => draw(i)).sort((a, b) => a - b);
  const mean = expected.reduce((a, b) => a + b, 0) / replicates;
  const sd = Math.sqrt(expected.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (replicates - 1));
  return {
    observed,
    expected,
    mean,
    sd,
    z: sd > 0 ? (observed - mean) / sd : null,
    p: (1 + expected.filter((value) => value >= observed).length) / (1 + replicates),
  };
}
