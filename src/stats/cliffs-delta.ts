import type { Estimate } from "./estimate.js";
import { normalQuantile } from "./normal.js";
import { ascending, type Numbers, requireLevel, requireOrdered } from "./numbers.js";
import { orderCounts } from "./order-counts.js";

export interface CliffsDelta extends Estimate {
  /** In words by the thresholds of Romano et al. 2006: 0.147, 0.33, 0.474. */
  size: "negligible" | "small" | "medium" | "large";
}

/**
 * Cliff's delta, P(a > b) - P(a < b), from -1 to 1, in O(n log n), with the asymmetric interval of Feng and Cliff (2004,
 * Journal of Modern Applied Statistical Methods 3:2) from Cliff's (1996) unbiased variance. Ties count for neither
 * side. When the samples do not overlap the variance is zero and the bound is Wilson's for the smaller sample. Null when
 * a sample is empty; with fewer than two values in one the interval is [-1, 1].
 * @throws RangeError on NaN or null
 */
export function cliffsDelta(
  a: Numbers,
  b: Numbers,
  { level = 0.95 }: { level?: number } = {},
): CliffsDelta | null {
  requireLevel(level, "cliffsDelta");
  requireOrdered(a, "cliffsDelta");
  requireOrdered(b, "cliffsDelta");
  const nA = a.length;
  const nB = b.length;
  if (nA === 0 || nB === 0) return null;
  const { above, tied, squaresA, squaresB } = orderCounts(ascending(a), ascending(b));
  const pairs = nA * nB;
  const value = (2 * above + tied) / pairs - 1;
  const [low, high] = interval();
  const magnitude = Math.abs(value);
  const size =
    magnitude < 0.147 ? "negligible" : magnitude < 0.33 ? "small" : magnitude < 0.474 ? "medium" : "large";
  return { value, low, high, n: nA + nB, level, size };

  function interval(): [number, number] {
    if (nA < 2 || nB < 2) return [-1, 1];
    const z = normalQuantile(0.5 + level / 2);
    const rest = 1 - value ** 2;
    if (rest === 0) {
      const smaller = Math.min(nA, nB);
      const bound = (smaller - z * z) / (smaller + z * z);
      return value > 0 ? [bound, 1] : [-1, -bound];
    }
    // Sums of squares of row means, column means and single dominances about delta.
    const rows = squaresA / nB ** 2 - nA * value ** 2;
    const columns = squaresB / nA ** 2 - nB * value ** 2;
    const cells = pairs - tied - pairs * value ** 2;
    const unbiased = (nB ** 2 * rows + nA ** 2 * columns - cells) / (pairs * (nA - 1) * (nB - 1));
    // Cliff's floor: the unbiased form can fall below what any distribution allows.
    const variance = Math.max(unbiased, rest / (pairs - 1));
    const margin = z * Math.sqrt(variance) * Math.sqrt(rest ** 2 + z ** 2 * variance);
    const scale = rest + z ** 2 * variance;
    const centre = value - value ** 3;
    return [Math.max(-1, (centre - margin) / scale), Math.min(1, (centre + margin) / scale)];
  }
}
