import erfc from "@stdlib/math-base-special-erfc";
import quantileOf from "@stdlib/stats-base-dists-normal-quantile";

/** P(Z <= z) for a standard normal Z. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** The z with P(Z <= z) = p for a standard normal Z. */
export function normalQuantile(p: number): number {
  return quantileOf(p, 0, 1);
}

/** P(|Z| >= |z|): the two-sided p-value of a z statistic, accurate far into the tail. */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** log P(Z > z), accurate where the probability itself underflows. */
export function normalLogSf(z: number): number {
  if (z < 30) return Math.log(erfc(z / Math.SQRT2) / 2);
  const y = 1 / (z * z);
  // Asymptotic series of Mills' ratio; at z = 30 the first term left out is below 1e-10.
  return -0.5 * z * z - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log1p(-y * (1 - 3 * y * (1 - 5 * y)));
}
