import { mean, median } from "../stats/index.js";
import { assignStages, type StageGap, type StageOptions } from "./assign-stages.js";
import type { FileRole } from "./file-role.js";
import { type CommitRecord, hourMs, type ModelHistory } from "./model-history.js";

/** What the commits of one model in one stage are like. Null where nothing is known or there is nothing to measure. */
export interface StageMeasures {
  readonly modelId: string;
  /** From 1. */
  readonly stage: number;
  readonly commits: number;
  /** Median time since the commit before, hours, over the stage's commits that have a dated one before. */
  readonly intervalHours: number | null;
  /** Commits whose files are known: the denominator of the file measures. */
  readonly commitsWithFiles: number;
  readonly meanFiles: number | null;
  readonly medianFiles: number | null;
  /** Shares of the commits with known files that touch a file of the role. */
  readonly cardShare: number | null;
  readonly configShare: number | null;
  readonly weightsShare: number | null;
  readonly codeShare: number | null;
  /** Commits whose kinds are known: the denominator of the kind shares, which can add up to more than 1. */
  readonly commitsWithKinds: number;
  readonly correctiveShare: number | null;
  readonly adaptiveShare: number | null;
  readonly perfectiveShare: number | null;
}

/** The measures of a stage that have a value to compare, with what they are called and their unit. */
export const stageMeasureUnits = {
  intervalHours: "hours",
  meanFiles: "files a commit",
  medianFiles: "files a commit",
  cardShare: "share of commits",
  configShare: "share of commits",
  weightsShare: "share of commits",
  codeShare: "share of commits",
  correctiveShare: "share of commits",
  adaptiveShare: "share of commits",
  perfectiveShare: "share of commits",
} as const satisfies Partial<Record<keyof StageMeasures, string>>;

export type StageMeasure = keyof typeof stageMeasureUnits;

export interface StageTable {
  /** One row a model and stage, models in the order given, stages ascending; a stage without commits has a row too. */
  readonly rows: readonly StageMeasures[];
  readonly stages: number;
  /** Models that have stages. */
  readonly models: number;
  /** Models without, by reason. */
  readonly excluded: Readonly<Partial<Record<StageGap, number>>>;
}

/** The stages of many histories, measured. */
export function stageMeasures(histories: readonly ModelHistory[], options: StageOptions): StageTable {
  const stages = options.by === "releases" ? 3 : (options.stages ?? 3);
  const rows: StageMeasures[] = [];
  const excluded: Partial<Record<StageGap, number>> = {};
  for (const { modelId, commits } of histories) {
    const assigned = assignStages(commits, options);
    if (assigned.gap !== null) {
      excluded[assigned.gap] = (excluded[assigned.gap] ?? 0) + 1;
      continue;
    }
    const intervals = intervalsBefore(commits);
    for (let stage = 1; stage <= stages; stage++) {
      const own = commits.flatMap((commit, i) =>
        assigned.stages[i] === stage ? [{ commit, interval: intervals[i]! }] : [],
      );
      rows.push(measure(modelId, stage, own));
    }
  }
  return { rows, stages, models: rows.length / stages, excluded };
}

/** Hours since the dated commit before, by commit; null for the first, and where either has no date. Never below 0. */
function intervalsBefore(commits: readonly CommitRecord[]): (number | null)[] {
  let before: number | null = null;
  return commits.map(({ committedAt }) => {
    const time = committedAt && !Number.isNaN(committedAt.getTime()) ? committedAt.getTime() : null;
    const interval = time === null || before === null ? null : Math.max(0, time - before) / hourMs;
    before = time ?? before;
    return interval;
  });
}

function measure(
  modelId: string,
  stage: number,
  own: readonly { commit: CommitRecord; interval: number | null }[],
): StageMeasures {
  const files = own.flatMap(({ commit }) => (commit.files ? [commit.files] : []));
  const kinds = own.flatMap(({ commit }) => (commit.kinds?.length ? [commit.kinds] : []));
  const touching = (role: FileRole) => shareOf(files, (list) => list.some((file) => file.role === role));
  const counts = files.map((list) => list.length);
  const intervals = own.flatMap(({ interval }) => (interval === null ? [] : [interval]));
  return {
    modelId,
    stage,
    commits: own.length,
    intervalHours: median(intervals),
    commitsWithFiles: files.length,
    meanFiles: mean(counts),
    medianFiles: median(counts),
    cardShare: touching("card"),
    configShare: touching("config"),
    weightsShare: touching("weights"),
    codeShare: touching("code"),
    commitsWithKinds: kinds.length,
    correctiveShare: shareOf(kinds, (list) => list.includes("corrective")),
    adaptiveShare: shareOf(kinds, (list) => list.includes("adaptive")),
    perfectiveShare: shareOf(kinds, (list) => list.includes("perfective")),
  };
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}
