import { fitGrowth, type GrowthCurve, type GrowthFit, type GrowthOptions } from "./growth-fit.js";
import { normalCdf, normalQuantile } from "./normal.js";
import type { Numbers } from "./numbers.js";

/** Wang, Song and Barabási's m, the citations of a typical paper: it only scales the fitness, and they fix it at 30. */
const scale = 30;

/** theta = (log lambda, mu, log sigma) with total(t) = m (exp(lambda Phi((ln t - mu) / sigma)) - 1). */
const citationCurve: GrowthCurve = {
  law: "citation",
  logAdditions: ([logLambda, mu, logSigma], month) => {
    const lambda = Math.exp(logLambda!);
    const sigma = Math.exp(logSigma!);
    const passed = (t: number) => (t <= 0 ? 0 : normalCdf((Math.log(t) - mu!) / sigma));
    const before = lambda * passed(month);
    const step = lambda * passed(month + 1) - before;
    return Math.log(scale) + before + Math.log(Math.max(Math.expm1(step), 1e-300));
  },
  starts: (counts) => {
    const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
    const monthOf = (part: number) => {
      let t = 0;
      for (let sum = counts[0]!; sum < part * total && t < counts.length - 1; sum += counts[t]!) t++;
      return Math.log(t + 1);
    };
    if (total === 0) return [];
    const [early, middle] = [monthOf(0.16), monthOf(0.5)];
    const lambda = Math.log1p(total / scale);
    return [0.8, 1.5].flatMap((more) =>
      [0, 0.7].map((later) => [
        Math.log(lambda * more),
        middle + later,
        Math.log(Math.max(0.4, (middle - early) / normalQuantile(0.84))),
      ]),
    );
  },
  report: {
    fitness: { weights: () => [1, 0, 0], value: ([logLambda]) => Math.exp(logLambda!), log: true },
    immediacy: { weights: () => [0, 1, 0], value: ([, mu]) => mu!, log: false },
    longevity: { weights: () => [0, 0, 1], value: ([, , logSigma]) => Math.exp(logSigma!), log: true },
  },
};

/**
 * The curve by which papers gather citations (Wang, Song and Barabási 2013, Science 342:127-132, equation 3), fitted to
 * the additions of consecutive months since publication: total(t) = 30 (exp(fitness × Phi((ln t - immediacy) / longevity))
 * - 1), t in months. It rises, then saturates. Null for fewer than 4 months above zero.
 * @throws RangeError on a negative or non-finite count
 */
export function fitCitation(counts: Numbers, options: GrowthOptions = {}): GrowthFit | null {
  const fit = fitGrowth(citationCurve, counts, options);
  if (!fit) return null;
  const { theta: _, ...rest } = fit;
  return rest;
}
