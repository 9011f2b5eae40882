import { join } from "node:path";
import { packageRoot } from "./package-root.js";

/** The file of a study's committed results. */
export function committedResults(study: string): string {
  return join(packageRoot, "data", "results", `${study}.json`);
}
