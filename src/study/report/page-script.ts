import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.js";

/** A script of the page as compiled; each is one file of src/study/report/page, without imports. */
export function pageScript(name: "focus-scrollers" | "start-figures" | "sort-ledger"): string {
  const path = join(packageRoot, "dist", "study", "report", "page", `${name}.js`);
  try {
    return readFileSync(path, "utf8").replace(/<(?=\/script|!--)/gi, "\\x3c");
  } catch {
    throw new Error(`${path} does not exist: the report needs the built program. Run: npm run build`);
  }
}

/** A script's hash as a content security policy names it. */
export function scriptHash(program: string): string {
  return `'sha256-${createHash("sha256").update(program).digest("base64")}'`;
}
