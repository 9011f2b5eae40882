import { logLine } from "./fit-exponential.js";
import { fitGrowth, type GrowthCurve, type GrowthFit, type GrowthOptions } from "./growth-fit.js";
import type { Numbers } from "./numbers.js";

/**
 * theta = (log a, log r, log c) with total(t) = a exp(rt) / (1 + c exp(rt)): unlike capacity and midpoint, these stay
 * finite where the data are still exponential (c tends to 0).
 */
export const logisticCurve: GrowthCurve = {
  law: "logistic",
  logAdditions: ([logA, logR, logC], month) => {
    const r = Math.exp(logR!);
    return (
      logA! +
      r * month +
      Math.log(Math.expm1(r)) -
      softplus(logC! + r * month) -
      softplus(logC! + r * (month + 1))
    );
  },
  starts: (counts) => {
    const line = logLine(counts);
    if (!line) return [];
    let sum = 0;
    for (let t = 0; t < counts.length; t++) sum += counts[t]!;
    const base = Math.max(line[1], 1 / counts.length);
    const starts: number[][] = [];
    for (const faster of [1, 2, 4]) {
      for (const middle of [0.25, 0.5, 0.8, 1.2, 2]) {
        const logR = Math.log(base * faster);
        const logC = -base * faster * middle * counts.length;
        let unit = 0;
        for (let t = 0; t < counts.length; t++)
          unit += Math.exp(logisticCurve.logAdditions([0, logR, logC], t));
        starts.push([Math.log(sum / unit), logR, logC]);
      }
    }
    return starts;
  },
  report: {
    ratePerMonth: { weights: () => [0, 1, 0], value: ([, logR]) => Math.exp(logR!), log: true },
    capacity: { weights: () => [1, 0, -1], value: ([logA, , logC]) => Math.exp(logA! - logC!), log: true },
    midpointMonth: {
      weights: ([, logR, logC]) => [0, logC! / Math.exp(logR!), -1 / Math.exp(logR!)],
      value: ([, logR, logC]) => -logC! / Math.exp(logR!),
      log: false,
    },
  },
};

/**
 * Logistic growth of the total, total(month) = capacity / (1 + exp(-ratePerMonth × (month - midpointMonth))), fitted
 * to the additions of consecutive whole months. Where the months show no slowing the capacity is not determined: its
 * interval is enormous or null. Null for fewer than 4 months above zero.
 * @throws RangeError on a negative or non-finite count
 */
export function fitLogistic(counts: Numbers, options: GrowthOptions = {}): GrowthFit | null {
  const fit = fitGrowth(logisticCurve, counts, options);
  if (!fit) return null;
  const { theta: _, ...rest } = fit;
  return rest;
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
