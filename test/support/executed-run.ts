import { basename } from "node:path";
import { readNotebook } from "../../src/study/notebook.js";
import { recordedResults, shownFigures } from "../../src/study/notebook-outputs.js";
import type { NotebookRun } from "../../src/study/run-notebook.js";

/** A notebook as executed and committed, as if it had run just now. */
export function executedRun(path: string): NotebookRun {
  const name = basename(path, ".ipynb");
  const executed = readNotebook(path);
  const results = recordedResults(executed).map(({ cell: _, ...result }) => ({ ...result, notebook: name }));
  return { name, path, executed, results, figures: shownFigures(executed), seconds: 0 };
}
