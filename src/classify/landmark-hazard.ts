import { discreteHazard, zScores } from "../stats/index.js";
import { dayMs } from "./model-history.js";
import type { WorkLives, WorkSpan } from "./work-lives.js";

export interface LandmarkOptions {
  /** The day on which the counts were taken. */
  readonly at: Date;
  /** Counts of that day by model id; models without are left out. */
  readonly counts: ReadonlyMap<string, number>;
}

/** The fewest lives, and days to watch them, that a hazard is fitted to. */
const [fewest, shortestDays] = [30, 365];

/**
 * Does a count taken on a day go with the end of work after it? Of the lives that had begun by that day and not ended, the
 * odds ratio of an end in a month (30.4375 days) for one standard deviation more of the logged count, at equal age on the
 * day. A count taken before the days at risk cannot have been made by the end, as one taken later can. Null with fewer
 * than 30 such lives, or less than a year from the day to the lives' horizon.
 */
export function landmarkHazard(
  spans: readonly (WorkSpan & { readonly modelId: string })[],
  lives: WorkLives,
  { at, counts }: LandmarkOptions,
): { n: number; oddsRatio: { value: number; low: number; high: number } | null } {
  const day = at.getTime();
  const after = lives.rows
    .map((row, i) => ({ ...spans[row]!, ended: lives.ended[i]!, count: counts.get(spans[row]!.modelId) }))
    .filter(({ firstMs, lastMs, count }) => count !== undefined && firstMs! <= day && lastMs! > day);
  const n = after.length;
  if (n < fewest || day + shortestDays * dayMs >= lives.horizonMs) return { n, oddsRatio: null };
  const { coefficients } = discreteHazard(
    after.map(({ lastMs }) => (Math.min(lastMs!, lives.horizonMs) - day) / dayMs),
    after.map(({ ended }) => ended),
    {
      ageYears: after.map(({ firstMs }) => (day - firstMs!) / (365.25 * dayMs)),
      count: zScores(after.map(({ count }) => Math.log1p(count!))),
    },
    { periodLength: 30.4375 },
  );
  const { value, low, high } = coefficients.at(-1)!.oddsRatio;
  return { n, oddsRatio: { value, low, high } };
}
