import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { publishedFiles } from "../../src/study/reproduce.js";

it.each(Object.entries(publishedFiles()))(
  "%s says what the committed notebooks hold (npm run reproduce writes it anew)",
  (path, text) => {
    expect(readFileSync(join(import.meta.dirname, "../..", path), "utf8")).toBe(text);
  },
);
