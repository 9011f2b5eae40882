import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { normaliseNotebook, notebookText } from "../../src/study/normalise-notebook.js";
import { joined, readNotebook } from "../../src/study/notebook.js";
import { allNotebooks, findNotebook, notebooksFolder } from "../../src/study/run-study.js";

/** What lies in notebooks/ besides the study's own: a start for readers' notebooks, executed like the others. */
const template = join(notebooksFolder, "template.ipynb");

it("lie in notebooks/, numbered in the order to read them", () => {
  for (const path of allNotebooks()) expect(basename(path)).toMatch(/^\d\d-[a-z0-9-]+\.ipynb$/);
});

it("are the study, with a template beside them that runs only when it is named", () => {
  const files = readdirSync(notebooksFolder).filter((file) => file.endsWith(".ipynb"));
  expect(files.filter((file) => !allNotebooks().includes(join(notebooksFolder, file)))).toEqual([
    basename(template),
  ]);
  expect(findNotebook("template")).toBe(template);
});

/** What a reader can take in: cells of a notebook, lines of a cell, characters of a line. */
const [mostCells, mostLines, mostCharacters] = [25, 10, 160];

// The committed notebooks are what readers see: whole, in order, without errors, and free of the machine that ran them.
describe.each([...allNotebooks(), template].map((path) => [basename(path), path] as const))(
  "%s as committed",
  (_, path) => {
    const notebook = readNotebook(path);
    const code = notebook.cells.filter(
      ({ cell_type, source }) => cell_type === "code" && joined(source).trim() !== "",
    );
    const text = JSON.stringify(notebook);

    it("was executed in order, from a fresh kernel, without errors", () => {
      expect(code.map(({ execution_count }) => execution_count)).toEqual(code.map((_, index) => index + 1));
      const outputs = code.flatMap(({ outputs = [] }) => outputs);
      expect(outputs.filter(({ output_type }) => output_type === "error")).toEqual([]);
      expect(outputs.filter((output) => output.output_type === "stream" && output.name === "stderr")).toEqual(
        [],
      );
    });

    it("has few cells, of few lines, of a width to read", () => {
      expect(notebook.cells.length).toBeLessThanOrEqual(mostCells);
      for (const { id, source } of code) {
        const lines = joined(source)
          .split("\n")
          .filter((line) => line.trim() !== "");
        expect(lines.length, `lines of cell ${id}`).toBeLessThanOrEqual(mostLines);
        expect(
          lines.filter((line) => line.length > mostCharacters),
          `lines of cell ${id} over ${mostCharacters} characters`,
        ).toEqual([]);
      }
    });

    it("has the form that the runner writes, so that running it again gives no difference", () => {
      expect(notebookText(normaliseNotebook(notebook))).toBe(notebookText(notebook));
    });

    it("holds no machine paths, and is executed on the published study", () => {
      expect(text).not.toMatch(/\/(home|root|Users|work)\/\w/);
      expect(text).not.toContain("SIMULATED");
    });
  },
);
