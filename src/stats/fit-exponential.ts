import { fitGrowth, type GrowthCurve, type GrowthFit, type GrowthOptions } from "./growth-fit.js";
import type { Numbers } from "./numbers.js";

export const exponentialCurve: GrowthCurve = {
  law: "exponential",
  logAdditions: ([logStart, rate], month) => logStart! + rate! * month,
  slopes: (_, month) => [1, month],
  starts: (counts) => {
    const line = logLine(counts);
    return line ? [line] : [];
  },
  report: {
    start: { weights: () => [1, 0], value: ([logStart]) => Math.exp(logStart!), log: true },
    ratePerMonth: { weights: () => [0, 1], value: ([, rate]) => rate!, log: false },
  },
};

/**
 * Exponential growth, additions(month) = start × exp(ratePerMonth × month), fitted to the additions of consecutive
 * whole months (cut a half month at either end first). The cumulative total grows at the same rate; it is not fitted
 * itself because its months are not independent. With errors "log-normal" this is least squares on the logs, with
 * the others a generalised linear model with log link. Null for fewer than 3 months above zero.
 * @throws RangeError on a negative or non-finite count
 */
export function fitExponential(counts: Numbers, options: GrowthOptions = {}): GrowthFit | null {
  const fit = fitGrowth(exponentialCurve, counts, options);
  if (!fit) return null;
  const { theta: _, ...rest } = fit;
  return rest;
}

/** Intercept and slope of log(count) by least squares over months above zero; null for fewer than two. */
export function logLine(counts: Numbers): [number, number] | null {
  let n = 0;
  let meanT = 0;
  let meanY = 0;
  let stt = 0;
  let sty = 0;
  for (let t = 0; t < counts.length; t++) {
    if (!(counts[t]! > 0)) continue;
    n++;
    const dt = t - meanT;
    const dy = Math.log(counts[t]!) - meanY;
    meanT += dt / n;
    meanY += dy / n;
    stt += dt * (t - meanT);
    sty += dt * (Math.log(counts[t]!) - meanY);
  }
  return n < 2 ? null : [meanY - (sty / stt) * meanT, sty / stt];
}
