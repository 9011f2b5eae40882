import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.js";

/** This program's version, from package.json. */
export function toolVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")).version;
}

/** "hub-evolution x.y.z", as snapshots name the program that wrote them. */
export const toolName = (): string => `hub-evolution ${toolVersion()}`;
