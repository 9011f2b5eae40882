import { fitGrowth, type GrowthCurve, type GrowthFit, type GrowthOptions } from "./growth-fit.js";
import type { Numbers } from "./numbers.js";

/** additions(month) = exp(theta0) + exp(theta1) × month: both above zero, so that a month is never below. */
export const linearCurve: GrowthCurve = {
  law: "linear",
  logAdditions: ([logStart, logStep], month) => Math.log(Math.exp(logStart!) + Math.exp(logStep!) * month),
  starts: (counts) => {
    let sum = 0;
    for (let t = 0; t < counts.length; t++) sum += counts[t]!;
    if (sum === 0) return [];
    const mean = sum / counts.length;
    // From nearly flat to nearly from nothing, each with the mean of the data.
    return [0.05, 0.5, 1, 1.9].map((tilt) => [
      Math.log(mean * (1 - tilt / 2)),
      Math.log((mean * tilt) / Math.max(1, counts.length - 1)),
    ]);
  },
  report: {
    start: { weights: () => [1, 0], value: ([logStart]) => Math.exp(logStart!), log: true },
    stepPerMonth: { weights: () => [0, 1], value: ([, logStep]) => Math.exp(logStep!), log: true },
  },
};

/**
 * Linear growth, additions(month) = start + stepPerMonth × month, fitted to the additions of consecutive whole months:
 * the total grows quadratically. Both parameters are above zero; where additions fall, the step tends to 0. Null for
 * fewer than 3 months above zero.
 * @throws RangeError on a negative or non-finite count
 */
export function fitLinear(counts: Numbers, options: GrowthOptions = {}): GrowthFit | null {
  const fit = fitGrowth(linearCurve, counts, options);
  if (!fit) return null;
  const { theta: _, ...rest } = fit;
  return rest;
}
