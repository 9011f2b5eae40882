import type { Estimate } from "./estimate.js";
import type { SurvivalCurve } from "./kaplan-meier.js";

/**
 * The share still alive at a time, with its pointwise interval and n the number of all cases. Null after the last time
 * when cases left before dying, since nothing was seen there; an interval is [1, 1] before the first event and [0, 0]
 * when nobody is left.
 */
export function survivalAt(curve: SurvivalCurve, time: number): Estimate | null {
  const after = curve.times.findIndex((t) => t > time);
  const at = (after < 0 ? curve.times.length : after) - 1;
  if (at < 0) return { value: 1, low: 1, high: 1, n: curve.n, level: curve.level };
  const value = curve.survival[at]!;
  if (after < 0 && time > curve.times[at]! && value > 0) return null;
  return {
    value,
    low: curve.low[at] ?? value,
    high: curve.high[at] ?? value,
    n: curve.n,
    level: curve.level,
  };
}
