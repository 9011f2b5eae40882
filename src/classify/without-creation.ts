import type { ModelHistory } from "./model-history.js";

/**
 * Classified histories without the commit that creates a repository: a first commit without maintenance intent (its main
 * kind is none). Such a commit would make every first stage differ by itself.
 */
export function withoutCreation(histories: readonly ModelHistory[]): ModelHistory[] {
  return histories.map(({ modelId, commits }) => ({
    modelId,
    commits: commits.filter(({ kinds }, position) => position > 0 || kinds?.[0] !== "none"),
  }));
}
