import type { StudyResult } from "./record.js";

/** Kept results with those of the notebooks that ran now put in their place, in the order of the notebooks. */
export function mergedResults(
  kept: readonly StudyResult[],
  ran: readonly string[],
  results: readonly StudyResult[],
): StudyResult[] {
  return [...kept.filter(({ notebook }) => !ran.includes(notebook)), ...results].sort((a, b) =>
    a.notebook < b.notebook ? -1 : a.notebook > b.notebook ? 1 : 0,
  );
}
