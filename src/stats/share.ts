import type { Estimate } from "./estimate.js";
import { normalQuantile } from "./normal.js";
import { requireLevel } from "./numbers.js";

/** A share with the count it stands for; n is its denominator. */
export interface Share extends Estimate {
  count: number;
}

/**
 * count / n with the Wilson score interval (Wilson 1927; Brown, Cai and DasGupta 2001), which stays inside
 * [0, 1] and behaves at 0 and 1. Null when n is 0: a share of nothing is unknown.
 * @throws RangeError unless 0 <= count <= n
 */
export function share(count: number, n: number, { level = 0.95 }: { level?: number } = {}): Share | null {
  requireLevel(level, "share");
  if (!(count >= 0 && count <= n)) throw new RangeError(`share: ${count} of ${n} is no share`);
  if (n === 0) return null;
  const z2 = normalQuantile(0.5 + level / 2) ** 2;
  const value = count / n;
  const centre = (count + z2 / 2) / (n + z2);
  const half = Math.sqrt(z2 * (value * (1 - value) * n + z2 / 4)) / (n + z2);
  return {
    value,
    low: count === 0 ? 0 : centre - half,
    high: count === n ? 1 : centre + half,
    n,
    level,
    count,
  };
}
