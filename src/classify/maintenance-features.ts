import { median } from "../stats/index.js";
import { isBot } from "./is-bot.js";
import { type CommitRecord, dayMs, daysAMonth, hourMs, type TimeFault, timeFault } from "./model-history.js";
import { type ReleaseRule, releaseEvents, releaseRule } from "./release-events.js";

/** How a model is kept, as seen at asOf. Null is unknown or undefined, never 0. */
export interface MaintenanceFeatures {
  readonly modelId: string;
  /** Commits dated from 2016 to asOf; every other feature rests on these. */
  readonly commits: number;
  /** Days from creation, or the first commit where that is earlier or creation unknown, to asOf. */
  readonly ageDays: number | null;
  /** Commits a month of 30.4375 days of age; ages under a month count as one month. */
  readonly commitsPerMonth: number | null;
  /** Median hours between neighbouring commits; null under two commits. */
  readonly medianIntervalHours: number | null;
  /** Standard deviation of the intervals over their mean; null under two commits and where all fall on one second. */
  readonly intervalVariation: number | null;
  /** Days from the last commit to asOf. */
  readonly daysSinceLastCommit: number | null;
  /** Distinct author names that are not known bots; null where no commit names an author. */
  readonly authors: number | null;
  /** Share of the commits with known authors that are not by bots alone. */
  readonly humanShare: number | null;
  /** Share of the commits with known kinds that are corrective. */
  readonly correctiveShare: number | null;
  /** Calendar months (UTC) with a commit. */
  readonly activeMonths: number;
  /** Releases, see releaseEvents. */
  readonly releases: number;
  /**
   * Median over releases of the days from the release to the next commit, not by a known bot, that comes more than a
   * day later. A release that none has followed yet counts the days to asOf, which is less than its true response.
   */
  readonly releaseResponseDays: number | null;
  /** Commits left out, by reason: without a date, before 2016, after asOf. */
  readonly leftOut: Readonly<Record<TimeFault, number>>;
}

/** Features that are numbers to compare, and their unit. */
export const maintenanceFeatureUnits = {
  commits: "commits",
  ageDays: "days",
  commitsPerMonth: "commits a month",
  medianIntervalHours: "hours",
  intervalVariation: "ratio of standard deviation to mean",
  daysSinceLastCommit: "days",
  authors: "people",
  humanShare: "share of commits",
  correctiveShare: "share of commits",
  activeMonths: "months",
  releases: "releases",
  releaseResponseDays: "days",
} as const satisfies Partial<Record<keyof MaintenanceFeatures, string>>;

export type MaintenanceFeature = keyof typeof maintenanceFeatureUnits;

export interface DatedModel {
  readonly id: string;
  /** Null where unknown. The Hub's floor of March 2022 is harmless: an earlier first commit overrules it. */
  readonly createdAt: Date | null;
}

/** A response comes more than this after the release: what follows within a day is still the release. */
export const responseAfterDays = 1;

/**
 * The maintenance features of one model, from its commits in any order. Nothing dated after asOf has any influence:
 * the features are those that a crawl at asOf would have given (but for commits that were rewritten since). A model
 * without usable commits has 0 commits, 0 active months, 0 releases and null elsewhere, age where creation is known.
 * @throws RangeError when asOf is no date
 */
export function maintenanceFeatures(
  model: DatedModel,
  commits: readonly CommitRecord[],
  asOf: Date,
  rule: ReleaseRule = releaseRule,
): MaintenanceFeatures {
  const end = asOf.getTime();
  if (Number.isNaN(end)) throw new RangeError("maintenanceFeatures: asOf is no date");
  const leftOut = { undated: 0, before2016: 0, afterAsOf: 0 };
  const usable = commits
    .filter((commit) => {
      const fault = timeFault(commit.committedAt, asOf);
      if (fault) leftOut[fault]++;
      return fault === null;
    })
    .sort((a, b) => a.committedAt!.getTime() - b.committedAt!.getTime());
  const times = usable.map(({ committedAt }) => committedAt!.getTime());
  const intervals = times.slice(1).map((time, i) => (time - times[i]!) / hourMs);
  const months = new Set(times.map((time) => new Date(time).toISOString().slice(0, 7)));

  const created = timeFault(model.createdAt, asOf) ? null : model.createdAt!.getTime();
  const start = created === null ? (times[0] ?? null) : Math.min(created, times[0] ?? created);
  const ageDays = start === null ? null : (end - start) / dayMs;
  const names = usable.flatMap(({ authors }) => authors ?? []);
  const releases = releaseEvents(usable, rule);
  return {
    modelId: model.id,
    commits: times.length,
    ageDays,
    commitsPerMonth: times.length === 0 ? null : times.length / Math.max(1, (ageDays ?? 0) / daysAMonth),
    medianIntervalHours: median(intervals),
    intervalVariation: variation(intervals),
    daysSinceLastCommit: times.length === 0 ? null : (end - times.at(-1)!) / dayMs,
    authors: names.length === 0 ? null : new Set(names.filter((name) => !isBot(name))).size,
    humanShare: shareOf(
      usable.map(({ isBot }) => isBot ?? null),
      (bot) => !bot,
    ),
    correctiveShare: shareOf(
      usable.map(({ kinds }) => (kinds?.length ? kinds : null)),
      (kinds) => kinds.includes("corrective"),
    ),
    activeMonths: months.size,
    releases: releases.length,
    releaseResponseDays: median(responseDays(usable, releases, end)),
    leftOut,
  };
}

function responseDays(
  usable: readonly CommitRecord[],
  releases: readonly { endMs: number }[],
  end: number,
): number[] {
  const human = usable.filter(({ isBot }) => !isBot).map(({ committedAt }) => committedAt!.getTime());
  let next = 0;
  return releases.map(({ endMs }) => {
    while (next < human.length && human[next]! <= endMs + responseAfterDays * dayMs) next++;
    return ((human[next] ?? end) - endMs) / dayMs;
  });
}

/** Population standard deviation over mean; null for no values or a mean of 0. */
function variation(values: readonly number[]): number | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (!(mean > 0)) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
}

function shareOf<T>(items: readonly (T | null)[], holds: (item: T) => boolean): number | null {
  const known = items.filter((item) => item !== null);
  return known.length === 0 ? null : known.filter(holds).length / known.length;
}
