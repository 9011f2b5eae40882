import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { codebook } from "../../scripts/write-codebook.js";
import { tables } from "../../src/snapshot/schema.js";

const text = readFileSync(join(import.meta.dirname, "../../docs/data.md"), "utf8");

it("docs/data.md says what the schema says (npm run codebook rewrites it)", () => {
  expect(text).toBe(codebook());
});

it("docs/data.md has a row for every column and no other", () => {
  const rows = [...text.matchAll(/^\| ([a-z0-9_]+) \| [A-Z]/gm)].map(([, name]) => name);
  expect(rows).toEqual(Object.values(tables).flatMap(({ columns }) => columns.map(({ name }) => name)));
});
