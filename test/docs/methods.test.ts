import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as network from "../../src/network/index.js";
import * as stats from "../../src/stats/index.js";
import * as text from "../../src/text/index.js";

const methods = readFileSync(join(import.meta.dirname, "../../docs/methods.md"), "utf8");

it.each(Object.entries({ stats, text, network }))(
  "every function of src/%s is told of in docs/methods.md",
  (_, exported) => {
    const functions = Object.entries(exported).flatMap(([name, value]) =>
      typeof value === "function" ? [name] : [],
    );
    expect(functions.length).toBeGreaterThan(5);
    expect(functions.filter((name) => !new RegExp(`\\b${name}\\b`).test(methods))).toEqual([]);
  },
);
