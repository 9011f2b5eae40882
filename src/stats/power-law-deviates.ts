import { binomialDeviate } from "./binomial-deviate.js";
import { hurwitzZeta } from "./hurwitz-zeta.js";
import type { Random } from "./random.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

/** Values expected more often than this are drawn by one binomial deviate each. */
const COMMON = 16;

/**
 * n deviates of the discrete power law p(x) = x^-alpha / zeta(alpha, xmin), as a table of values and counts. Exact:
 * common values by conditional binomials, rare ones by inversion of the distribution function.
 */
export function powerLawDeviates(random: Random, n: number, alpha: number, xmin: number): ValueCounts {
  const values: number[] = [];
  const counts: number[] = [];
  let left = n;
  let x = xmin;
  let tail = hurwitzZeta(alpha, xmin);
  while (left > 0) {
    const mass = x ** -alpha / tail;
    if (left * mass < COMMON) break;
    const count = binomialDeviate(random, left, mass);
    if (count > 0) {
      values.push(x);
      counts.push(count);
    }
    left -= count;
    x++;
    tail = hurwitzZeta(alpha, x);
  }
  const rare = valueCounts(Float64Array.from({ length: left }, () => invert(random.next(), alpha, x, tail)));
  return {
    values: Float64Array.from([...values, ...rare.values]),
    counts: Float64Array.from([...counts, ...rare.counts]),
    n,
  };
}

/** The x with P(X >= x) > u >= P(X >= x + 1) given X >= from. */
function invert(u: number, alpha: number, from: number, total: number): number {
  const above = (x: number) => hurwitzZeta(alpha, x) / total;
  // The continuous law is a close guess; beyond 2^53 it is also the last word.
  const guess = Math.floor((from - 0.5) * (1 - u) ** (-1 / (alpha - 1)) + 0.5);
  if (guess > 2 ** 50) return Math.min(guess, Number.MAX_SAFE_INTEGER);
  const wanted = 1 - u;
  // Gallop from the guess to a bracket above(low) >= wanted > above(high), then bisect.
  let low = Math.max(from, guess);
  let high = low + 1;
  for (let step = 1; low > from && above(low) < wanted; step *= 2) {
    high = low;
    low = Math.max(from, low - step);
  }
  for (let step = 1; above(high) >= wanted; step *= 2) {
    low = high;
    high += step;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (above(middle) >= wanted) low = middle;
    else high = middle;
  }
  return low;
}
