import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { joined, readNotebook } from "../src/study/notebook.js";
import { allNotebooks } from "../src/study/run-study.js";

const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8");

it("the README lists every notebook with its question", () => {
  const rows = allNotebooks().map((path) => {
    const name = basename(path, ".ipynb");
    const question = joined(readNotebook(path).cells[0]!.source).split("\n")[0]!.replace(/^# /, "");
    return `| [${name}](notebooks/${name}.ipynb) | ${question} |`;
  });
  expect(readme.match(/^\| \[\d\d-.*$/gm)).toEqual(rows);
});

it("the README names no script that package.json lacks", () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
  const named = [...readme.matchAll(/npm (?:run )?([a-z]+)/g)]
    .map(([, name]) => name!)
    .filter((name) => name !== "ci");
  expect(named.filter((name) => name !== "beyond" && !(name in scripts))).toEqual([]);
});
