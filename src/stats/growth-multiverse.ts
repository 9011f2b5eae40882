import { type ComparedLaw, compareGrowth } from "./compare-growth.js";
import type { CountErrors } from "./count-errors.js";
import type { GrowthLaw } from "./growth-fit.js";
import type { Numbers } from "./numbers.js";

export interface GrowthAnalysis {
  readonly series: string;
  readonly heldOutMonths: number;
  readonly errors: CountErrors;
  /** Law with the highest mean log score, and with the least root mean squared error, over the held-out months. */
  readonly byLogScore: GrowthLaw;
  readonly byRmse: GrowthLaw;
}

export interface GrowthMultiverseOptions {
  readonly laws?: readonly ComparedLaw[];
  /** Default 3, 4, 6 and 9. */
  readonly heldOutMonths?: readonly number[];
  /** Default negative-binomial, quasi-Poisson and log-normal. */
  readonly errors?: readonly CountErrors[];
}

/**
 * compareGrowth over reasonable analyses: every named series of additions a month, length of the held-out period and law
 * of errors. Analyses with too few months to fit any law are left out. Whether one law wins all of them says whether the
 * answer is fragile.
 */
export function growthMultiverse(
  series: Readonly<Record<string, Numbers>>,
  {
    laws,
    heldOutMonths = [3, 4, 6, 9],
    errors = ["negative-binomial", "quasi-poisson", "log-normal"],
  }: GrowthMultiverseOptions = {},
): GrowthAnalysis[] {
  return Object.entries(series).flatMap(([name, counts]) =>
    heldOutMonths.flatMap((months) =>
      errors.flatMap((law) => {
        if (months >= counts.length) return [];
        const found = compareGrowth(counts, { heldOutMonths: months, errors: law, ...(laws && { laws }) });
        if (!found) return [];
        const { logScore, rmse } = found.best;
        return [{ series: name, heldOutMonths: months, errors: law, byLogScore: logScore, byRmse: rmse }];
      }),
    ),
  );
}
