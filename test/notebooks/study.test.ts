import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { joined, readNotebook } from "../../src/study/notebook.js";
import type { ResultsFile } from "../../src/study/results-file.js";
import { allNotebooks } from "../../src/study/run-study.js";
import { scratchFolder } from "../support/notebook.js";

const root = join(import.meta.dirname, "../..");
const names = allNotebooks().map((path) => basename(path, ".ipynb"));

/** Figures of the classifier's own scores on labelled commits, which are real in every study. */
const ofRealCommits = new Set(["07-commit-kinds-classifier-scores.svg"]);

// What `npm run study` does, once for all: every notebook on the simulated study, in real kernels.
describe.skipIf(names.length === 0)("the study on the simulated Hub", () => {
  const out = scratchFolder();
  let run: { status: number | null; stdout: string; stderr: string };
  beforeAll(() => {
    run = spawnSync(process.execPath, [join(root, "dist", "cli.js"), "study", "--json", "--out", out], {
      encoding: "utf8",
      cwd: root,
      maxBuffer: 2 ** 28,
    });
  }, 600_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it("runs every notebook to its end", () => {
    expect(run.stderr).toContain(`${names.length} of ${names.length} notebooks ran`);
    expect(run.status).toBe(0);
  });

  it("records results of every notebook, each with n, snapshot and as-of, and an interval around its value", () => {
    const file = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as ResultsFile;
    expect(JSON.parse(run.stdout)).toEqual(file);
    expect(file.study).toBe("simulated");
    expect([...new Set(file.results.map(({ notebook }) => notebook))]).toEqual(names);
    for (const result of file.results) {
      const { name, notebook, value, low, high, n, snapshot, asOf, unit } = result;
      const where = `${notebook} ${name}`;
      expect(Object.keys(result).sort(), where).toEqual(
        ["asOf", "high", "low", "n", "name", "notebook", "snapshot", "unit", "value"].sort(),
      );
      expect(n, where).toBeGreaterThanOrEqual(0);
      expect(typeof unit, where).toBe("string");
      expect(snapshot, where).toMatch(/simulated/);
      expect(new Date(asOf).toISOString(), where).toBe(asOf);
      if (low !== null) expect(low <= Number(value) && Number(value) <= high!, where).toBe(true);
    }
  });

  it("draws every figure with its numbers, marked SIMULATED", () => {
    const figures = readdirSync(join(out, "figures"));
    const drawn = figures.filter((file) => file.endsWith(".svg"));
    expect(drawn.length).toBeGreaterThan(0);
    for (const file of drawn) {
      const simulated = readFileSync(join(out, "figures", file), "utf8").includes("SIMULATED");
      expect(simulated, file).toBe(!ofRealCommits.has(file));
      expect(figures).toContain(file.replace(/svg$/, "csv"));
    }
  });

  it("marks every table SIMULATED", () => {
    for (const name of names) {
      const { cells } = readNotebook(join(out, "notebooks", `${name}.ipynb`));
      for (const output of cells.flatMap(({ outputs = [] }) => outputs)) {
        if (output.output_type !== "display_data" || !joined(output.data["text/html"]).startsWith("<table"))
          continue;
        expect(joined(output.data["text/html"]), name).toContain("SIMULATED");
      }
    }
  });

  it("writes a page that names every notebook", () => {
    const page = readFileSync(join(out, "index.html"), "utf8");
    for (const name of names) expect(page).toContain(`id="${name}"`);
    expect(page).toContain("SIMULATED");
  });
});
