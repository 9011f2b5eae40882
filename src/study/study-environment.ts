import { readFileSync } from "node:fs";

/** Environment variable that names the JSON file by which the runner tells a notebook where each role's snapshot is. */
export const studyVariable = "HUB_EVOLUTION_STUDY";

export interface StudyEnvironment {
  readonly study: string;
  /** Role → folder of its snapshot. */
  readonly roles: Readonly<Record<string, string>>;
  /** File of the study's results, for the notebooks that judge those of the others. */
  readonly results: string;
}

/** Whether a study run started this process, rather than a person in an editor. */
export function inStudy(): boolean {
  return process.env[studyVariable] !== undefined;
}

/** What the runner said; undefined where no runner started this process. */
export function studyEnvironment(): StudyEnvironment | undefined {
  const path = process.env[studyVariable];
  return path === undefined ? undefined : JSON.parse(readFileSync(path, "utf8"));
}
