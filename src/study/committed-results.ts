import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.js";
import type { StudyResult } from "./record.js";
import { readResults } from "./results-file.js";

/** The file of a study's committed results. */
export function committedResults(study: string): string {
  return join(packageRoot, "data", "results", `${study}.json`);
}

/** The results that a file holds; none where there is no file. */
export function keptResults(path: string): readonly StudyResult[] {
  return existsSync(path) ? readResults(path).results : [];
}
