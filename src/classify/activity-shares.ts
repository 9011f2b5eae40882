import { classifyCommits } from "./classify-commit.js";
import type { CommitActivity } from "./commit-kind.js";

/**
 * The share of each model's commits whose activity, as classified from title and message, is the one asked for, in order
 * of first sight. Models of fewer than `minCommits` (default 3) commits with a title are absent: their share is 0 or 1.
 */
export function activityShares(
  commits: readonly {
    readonly modelId: string;
    readonly title: string;
    readonly message: string | null;
    readonly position: number;
  }[],
  activity: CommitActivity,
  { minCommits = 3 }: { readonly minCommits?: number } = {},
): Map<string, number> {
  const tallies = new Map<string, { holds: number; commits: number }>();
  classifyCommits(commits, { explain: false }).forEach((found, i) => {
    const { modelId } = commits[i]!;
    const tally = tallies.get(modelId) ?? { holds: 0, commits: 0 };
    tallies.set(modelId, tally);
    tally.commits++;
    if (found.activity === activity) tally.holds++;
  });
  return new Map(
    [...tallies]
      .filter(([, tally]) => tally.commits >= minCommits)
      .map(([modelId, { holds, commits: all }]) => [modelId, holds / all]),
  );
}
