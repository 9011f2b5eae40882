import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.js";
import type { ClaimsFile } from "./claim.js";

/** data/claims.json, whose form data/claims.schema.json gives. */
export function readClaims(): ClaimsFile {
  return JSON.parse(readFileSync(join(packageRoot, "data", "claims.json"), "utf8"));
}
