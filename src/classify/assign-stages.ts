import { type CommitRecord, earliestCommitMs } from "./model-history.js";
import { type ReleaseRule, releaseEvents, releaseRule } from "./release-events.js";

export interface StageOptions {
  /**
   * commits: equal shares of the commits, by order. lifetime: equal shares of the time from the first commit to the
   * end. releases: before the first release; from it to the last one; after the last one (always three stages).
   */
  readonly by: "commits" | "lifetime" | "releases";
  /** Number of stages of commits or lifetime, default 3. */
  readonly stages?: number;
  /** End of the lifetime; the last commit by default. Commits after it get no stage. */
  readonly until?: Date;
  readonly rule?: ReleaseRule;
}

/** Why a history has no stages. */
export type StageGap = "fewer commits than stages" | "no time between first and last commit" | "no release";

export interface StageAssignment {
  /** Stage of each commit from 1, in the order given; null where it has none. */
  readonly stages: readonly (number | null)[];
  /** Why no commit has one; null where some have. */
  readonly gap: StageGap | null;
}

/**
 * The development stage of each commit of one model, given first to last. By commits, commit i of n (from 0) lies in
 * stage floor(i × stages / n) + 1, dates notwithstanding. By lifetime and by releases, commits without a date or dated
 * before 2016 have no stage. The study that this project rebuilds does not publish its boundaries; these are the
 * three plain readings.
 */
export function assignStages(commits: readonly CommitRecord[], options: StageOptions): StageAssignment {
  const { by, stages = 3, until, rule = releaseRule } = options;
  if (!(Number.isInteger(stages) && stages >= 2)) {
    throw new RangeError(`assignStages: stages must be a whole number of at least 2 and is ${stages}`);
  }
  const none = (gap: StageGap): StageAssignment => ({ stages: commits.map(() => null), gap });
  if (by === "commits") {
    const n = commits.length;
    if (n < stages) return none("fewer commits than stages");
    return { stages: commits.map((_, i) => Math.floor((i * stages) / n) + 1), gap: null };
  }
  const times = commits.map(({ committedAt }) => {
    const time = committedAt?.getTime() ?? Number.NaN;
    return time >= earliestCommitMs && !(until && time > until.getTime()) ? time : null;
  });
  const dated = times.filter((time) => time !== null);
  if (by === "releases") {
    const releases = releaseEvents(
      commits.filter((_, i) => times[i] !== null),
      rule,
    );
    if (releases.length === 0) return none("no release");
    const first = releases[0]!.startMs;
    const last = releases.at(-1)!.endMs;
    return {
      stages: times.map((time) => (time === null ? null : time < first ? 1 : time <= last ? 2 : 3)),
      gap: null,
    };
  }
  if (dated.length < stages) return none("fewer commits than stages");
  const start = dated.reduce((a, b) => Math.min(a, b));
  const end = until?.getTime() ?? dated.reduce((a, b) => Math.max(a, b));
  if (end <= start) return none("no time between first and last commit");
  return {
    stages: times.map((time) =>
      time === null ? null : Math.min(stages, Math.floor((stages * (time - start)) / (end - start)) + 1),
    ),
    gap: null,
  };
}
