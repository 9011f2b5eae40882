import gammaln from "@stdlib/math-base-special-gammaln";
import { normalCdf } from "./normal.js";
import { gammaLower } from "./regularized-gamma.js";

/**
 * The noncentralities for which a chi-square statistic lies at the upper and at the lower tail of the given confidence
 * (Smithson 2003, Confidence Intervals, chapter 4). The lower bound is 0 when the statistic is no surprise under 0.
 */
export function noncentralityInterval(statistic: number, df: number, level: number): [number, number] {
  const tail = (1 - level) / 2;
  // The distribution function falls as the noncentrality grows.
  const solve = (probability: number): number => {
    if (noncentralCdf(statistic, df, 0) <= probability) return 0;
    let low = 0;
    let high = Math.max(1, 2 * statistic);
    while (noncentralCdf(statistic, df, high) > probability) high *= 2;
    for (let i = 0; i < 100 && high - low > 1e-10 * (1 + high); i++) {
      const middle = (low + high) / 2;
      if (noncentralCdf(statistic, df, middle) > probability) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return [solve(1 - tail), solve(tail)];
}

/** P(X <= x) for a noncentral chi-square: a Poisson mixture, or Sankaran's (1963) normal approximation far out. */
export function noncentralCdf(x: number, df: number, noncentrality: number): number {
  if (x <= 0) return 0;
  if (noncentrality > 10_000) return sankaran(x, df, noncentrality);
  const half = noncentrality / 2;
  const reach = 10 * Math.sqrt(half) + 20;
  let sum = 0;
  for (let k = Math.max(0, Math.floor(half - reach)); k <= half + reach; k++) {
    const weight = half === 0 ? (k === 0 ? 1 : 0) : Math.exp(k * Math.log(half) - half - gammaln(k + 1));
    if (weight > 1e-18) sum += weight * gammaLower(df / 2 + k, x / 2);
  }
  return Math.min(1, sum);
}

function sankaran(x: number, df: number, noncentrality: number): number {
  const mean = df + noncentrality;
  const second = df + 2 * noncentrality;
  const h = 1 - (2 * mean * (df + 3 * noncentrality)) / (3 * second ** 2);
  const p = second / mean ** 2;
  const m = (h - 1) * (1 - 3 * h);
  const centre = 1 + h * p * (h - 1 - ((2 - h) * m * p) / 2);
  return normalCdf(((x / mean) ** h - centre) / (h * Math.sqrt(2 * p * (1 + m * p))));
}
