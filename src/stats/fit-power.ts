import { fitGrowth, type GrowthCurve, type GrowthFit, type GrowthOptions } from "./growth-fit.js";
import type { Numbers } from "./numbers.js";

export interface PowerGrowthOptions extends GrowthOptions {
  /** Months the process had run before month 0, default 0. The curve's shape depends on where it began. */
  ageMonths?: number;
}

export function powerCurve(ageMonths: number): GrowthCurve {
  const curve: GrowthCurve = {
    law: "power",
    logAdditions: ([logA, logB], month) => {
      const b = Math.exp(logB!);
      const t = month + ageMonths;
      // (t + 1)^b - t^b without cancellation.
      const step = t === 0 ? 0 : b * Math.log(t) + Math.log(Math.expm1(b * Math.log1p(1 / t)));
      return logA! + step;
    },
    starts: (counts) => {
      let sum = 0;
      for (let t = 0; t < counts.length; t++) sum += counts[t]!;
      if (sum === 0) return [];
      return [0.5, 1, 2, 4].map((b) => {
        const total = (counts.length + ageMonths) ** b - ageMonths ** b;
        return [Math.log(sum / total), Math.log(b)];
      });
    },
    report: {
      scale: { weights: () => [1, 0], value: ([logA]) => Math.exp(logA!), log: true },
      exponent: { weights: () => [0, 1], value: ([, logB]) => Math.exp(logB!), log: true },
    },
  };
  return curve;
}

/**
 * Power growth of the total, total(month) = scale × (month + ageMonths)^exponent, fitted to the additions of
 * consecutive whole months. Null for fewer than 3 months above zero.
 * @throws RangeError on a negative or non-finite count or age
 */
export function fitPower(
  counts: Numbers,
  { ageMonths = 0, ...options }: PowerGrowthOptions = {},
): GrowthFit | null {
  if (!(ageMonths >= 0 && ageMonths < Infinity)) throw new RangeError(`fitPower: ageMonths is ${ageMonths}`);
  const fit = fitGrowth(powerCurve(ageMonths), counts, options);
  if (!fit) return null;
  const { theta: _, ...rest } = fit;
  return rest;
}
