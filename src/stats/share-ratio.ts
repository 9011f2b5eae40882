import type { Estimate } from "./estimate.js";
import { normalQuantile } from "./normal.js";
import { requireLevel } from "./numbers.js";
import { share } from "./share.js";

/**
 * How many times as large one share is as another (relative risk), with the log interval of Katz et al. (1978). `n` is the
 * sum of both denominators. Null where either share has no denominator or no count: a ratio to nothing is not known.
 * @throws RangeError unless 0 <= count <= n for both
 */
export function shareRatio(
  [count, n]: readonly [number, number],
  [toCount, toN]: readonly [number, number],
  { level = 0.95 }: { level?: number } = {},
): Estimate | null {
  requireLevel(level, "shareRatio");
  const [above, below] = [share(count, n), share(toCount, toN)];
  if (!above || !below || count === 0 || toCount === 0) return null;
  const value = above.value / below.value;
  const error = Math.sqrt(1 / count - 1 / n + 1 / toCount - 1 / toN);
  const factor = Math.exp(normalQuantile(0.5 + level / 2) * error);
  return { value, low: value / factor, high: value * factor, n: n + toN, level };
}
