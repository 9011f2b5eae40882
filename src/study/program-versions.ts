import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.js";
import type { ProgramVersions } from "./report/report-content.js";
import { toolVersion } from "./tool-version.js";

/** This program, the Node that runs it and the packages that it runs on, as package.json pins them. */
export function programVersions(): ProgramVersions {
  const { name: own, dependencies } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  return {
    tool: toolVersion(),
    node: process.versions.node,
    packages: Object.entries(dependencies as Record<string, string>)
      .filter(([name]) => name !== own)
      .map(([name, version]) => ({ name, version })),
  };
}
