import { classifyCommits } from "./classify-commit.js";
import type { ModelHistory } from "./model-history.js";

/**
 * The same histories with the kinds of each commit as classified from title, message and position. A commit without a
 * title gets none (null).
 */
export function classifyHistories(histories: readonly ModelHistory[]): ModelHistory[] {
  return histories.map(({ modelId, commits }) => {
    const found = classifyCommits(
      commits.map(({ title, message }, i) => ({ title: title ?? "", message, position: i + 1 })),
      { explain: false },
    );
    return {
      modelId,
      commits: commits.map((commit, i) => ({
        ...commit,
        kinds: commit.title === null ? null : found[i]!.kinds,
      })),
    };
  });
}
