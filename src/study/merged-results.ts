import { existsSync } from "node:fs";
import type { StudyResult } from "./record.js";
import { readResults } from "./results-file.js";

/** Kept results with those of the notebooks that ran now put in their place, in the order of the notebooks. */
export function mergedResults(
  path: string,
  ran: readonly string[],
  results: readonly StudyResult[],
): StudyResult[] {
  const kept = existsSync(path)
    ? readResults(path).results.filter(({ notebook }) => !ran.includes(notebook))
    : [];
  return [...kept, ...results].sort((a, b) =>
    a.notebook < b.notebook ? -1 : a.notebook > b.notebook ? 1 : 0,
  );
}
