import { type StudyName, studyNames } from "../study-definition.js";
import { WrongUsage } from "./verb.js";

/** The study that --study names. */
export function studyNamed(given: unknown): StudyName {
  const study = studyNames.find((name) => name === given);
  if (!study) throw new WrongUsage(`No study "${given}". The studies are ${studyNames.join(", ")}.`);
  return study;
}
