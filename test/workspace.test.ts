import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

describe("package-lock.json", () => {
  const text = readFileSync(join(root, "package-lock.json"), "utf8");
  const packages = JSON.parse(text).packages as Record<string, LockedPackage>;

  // A registry that lacks another platform's build leaves it out of the lockfile, and `npm ci` then refuses to run.
  it("lists the builds of every platform", () => {
    const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          parent !== "" && !packages[`node_modules/${name}`] && !packages[`${parent}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it("names no host to fetch from", () => {
    expect(text).not.toMatch(/"resolved": "https?:/);
  });
});
