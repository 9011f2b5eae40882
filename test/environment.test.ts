import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { environment } from "../scripts/write-environment.js";

const root = join(import.meta.dirname, "..");

it("environment.md says what the lockfile installs (npm run environment rewrites it)", () => {
  expect(readFileSync(join(root, "environment.md"), "utf8")).toBe(environment());
});

it("the lockfile names no download addresses", () => {
  expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "http/);
});
