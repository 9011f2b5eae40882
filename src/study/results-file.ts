import { readFileSync } from "node:fs";
import type { StudyResult } from "./record.js";

/** results.json. */
export interface ResultsFile {
  readonly study: string;
  readonly results: readonly StudyResult[];
}

export function resultsText(file: ResultsFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads results.json. Throws where it is absent or of another shape. */
export function readResults(path: string): ResultsFile {
  let file: ResultsFile;
  try {
    file = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path} cannot be read as results: ${(error as Error).message}`);
  }
  if (!Array.isArray(file?.results)) throw new Error(`${path} holds no list of results.`);
  return file;
}
