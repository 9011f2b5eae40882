import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** A fresh folder inside the project, so that notebooks in it can import the package by its name. */
export function scratchFolder(): string {
  const folder = join(root, "test-results", "notebooks");
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, "n-"));
}

/** Writes a notebook of code cells (markdown where a cell begins with "# "); returns its path. */
export function writeNotebook(name: string, cells: readonly string[], folder = scratchFolder()): string {
  const path = join(folder, `${name}.ipynb`);
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
    cells: cells.map((source, index) =>
      source.startsWith("# ")
        ? { cell_type: "markdown", id: `c${index}`, metadata: {}, source }
        : { cell_type: "code", id: `c${index}`, metadata: {}, execution_count: null, outputs: [], source },
    ),
  };
  writeFileSync(path, JSON.stringify(notebook));
  return path;
}
