import type { Estimate } from "./estimate.js";
import type { SurvivalCurve } from "./kaplan-meier.js";
import { normalQuantile } from "./normal.js";

/**
 * The mean time alive within the first `horizon` (Irwin 1949): the area under a survival curve, in the unit of its
 * times, with Greenwood's variance and a normal interval cut to [0, horizon]. Unlike the median it always exists, and
 * unlike the mean it asks nothing of times that nobody was watched through. Null where the curve does not reach the
 * horizon: the last case left before it, alive.
 * @throws RangeError on a horizon that is not positive
 */
export function restrictedMean(curve: SurvivalCurve, horizon: number): Estimate | null {
  if (!(horizon > 0) || !Number.isFinite(horizon))
    throw new RangeError(`restrictedMean: the horizon is ${horizon} and not above 0`);
  const { times, survival, atRisk, events, level, n } = curve;
  const last = times.length - 1;
  if (times[last]! < horizon && survival[last]! > 0) return null;
  // From the right: the area beyond each time weighs that time's share of the variance.
  let area = 0;
  let variance = 0;
  let end = horizon;
  for (let i = last; i >= 0; i--) {
    if (times[i]! >= horizon) continue;
    area += survival[i]! * (end - times[i]!);
    end = times[i]!;
    const left = atRisk[i]! - events[i]!;
    if (events[i]! > 0 && left > 0) variance += (area * area * events[i]!) / (atRisk[i]! * left);
  }
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt(variance);
  return { value: area, low: Math.max(0, area - half), high: Math.min(horizon, area + half), n, level };
}
