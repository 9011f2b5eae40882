import { existsSync, mkdirSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { committedResults, keptResults } from "../committed-results.js";
import { compareResults, movementText, tolerances } from "../compare-results.js";
import {
  compareFigures,
  type FigureHashes,
  figureHashesFile,
  figureHashesOf,
  figureHashesText,
  hashedDigits,
  mergedHashes,
  readFigureHashes,
} from "../figure-hashes.js";
import { mergedResults } from "../merged-results.js";
import { normaliseNotebook, notebookText } from "../normalise-notebook.js";
import { packageRoot } from "../package-root.js";
import type { StudyResult } from "../record.js";
import { reproduceText } from "../reproduce.js";
import { readResults, resultsText } from "../results-file.js";
import { failureText } from "../run-notebook.js";
import { allNotebooks, isStudyNotebook, runStudy } from "../run-study.js";
import { roles } from "../study-definition.js";
import { writeWhole } from "../write-whole.js";
import { snapshotOverrides } from "./snapshot-overrides.js";
import { studyNamed } from "./study-named.js";
import { type Verb, wholeNumber } from "./verb.js";

function readCommitted(path: string): readonly StudyResult[] {
  if (!existsSync(path)) {
    throw new Error(`${path} does not exist: nothing to compare with. Write it with --write.`);
  }
  return readResults(path).results;
}

export const studyVerb: Verb = {
  name: "study",
  usage:
    "[NOTEBOOK…] [--study simulated|published] [--snapshot ROLE=PATH…] [--out report] [--check] [--write] [--json]",
  summary: "run the notebooks and write the report",
  help: `Runs the notebooks (all of notebooks/, or those named) on the tslab kernel and writes executed copies,
results.json, figures and index.html.

  --study NAME           simulated (default; made on first use, needs no network) or published
  --snapshot ROLE=PATH   a snapshot for a role (${roles.join(", ")})
  --out DIR              folder of the report (default: report)
  --check                compare with the committed results and figures; list what moved; exit 1 if anything did
                         (counts, texts and dates exactly, estimates to ${tolerances.estimate} of their size, ends of
                         intervals to ${tolerances.end}, figures by the hash of their numbers to ${hashedDigits} digits)
  --write                also write the committed results and hashes of figures and, of the published study, the
                         executed notebooks and docs/reproduce.md
  --results FILE         the committed results (default: data/results/<study>.json)
  --jobs N               notebooks run at once (default: one a processor and 4 GiB of memory, at most 4)
  --cell-seconds N       time limit of one cell (default 900)
  --json                 results.json on standard output

Examples
  hub-evolution study
  hub-evolution study 01-growth --study published
  hub-evolution study --snapshot census=snapshots/today --out report-today`,
  options: {
    study: { type: "string", default: "simulated" },
    snapshot: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: "report" },
    check: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    results: { type: "string" },
    jobs: { type: "string" },
    "cell-seconds": { type: "string", default: "900" },
    json: { type: "boolean", default: false },
  },
  positionals: { min: 0, max: Number.POSITIVE_INFINITY },
  async run({ values, positionals, print, progress, signal }) {
    const study = studyNamed(values.study);
    const out = resolve(values.out as string);
    const jobs = values.jobs === undefined ? defaultJobs() : wholeNumber(values.jobs as string, "jobs", 1);
    const cellSeconds = wholeNumber(values["cell-seconds"] as string, "cell-seconds", 1);
    const run = await runStudy({
      study,
      notebooks: positionals,
      overrides: snapshotOverrides(values.snapshot as string[]),
      out,
      jobs,
      cellSeconds,
      signal,
      onStep: (step) => progress.update(step),
      onCell: (name, cell, cells, seconds) =>
        progress.update(
          `${name} cell ${Math.min(cell + 1, cells)} of ${cells}, ${seconds.toFixed(0)} s`,
          cell,
          cells,
        ),
      onNotebook: ({ name, failure, results, seconds }) =>
        progress.line(
          failure
            ? `failed  ${name}, ${seconds.toFixed(1)} s\n${failureText(failure)}`
            : `ran     ${name}, ${seconds.toFixed(1)} s, ${results.length} results`,
        ),
    });
    progress.end();
    if (values.json) print(resultsText({ study, results: run.results }));
    const failed = run.notebooks.filter(({ failure }) => failure).length;
    progress.line(
      `${run.notebooks.length - failed} of ${run.notebooks.length} notebooks ran, ${run.results.length} results; the report is ${join(relative(process.cwd(), out) || ".", "index.html")}`,
    );
    if (!run.ok) return 1;
    const committed = resolve((values.results as string | undefined) ?? committedResults(study));
    const ofStudy = run.notebooks.filter(({ name }) => isStudyNotebook(name));
    const ran = ofStudy.map(({ name }) => name);
    const results = run.results.filter(({ notebook }) => isStudyNotebook(notebook));
    // Read before anything is written over it.
    const before = values.check ? readCommitted(committed) : [];
    const hashesPath = figureHashesFile(committed);
    const hashes: FigureHashes = Object.assign(
      {},
      ...ofStudy.map(({ name, executed }) => figureHashesOf(name, executed)),
    );
    const hashesBefore = values.check ? readFigureHashes(hashesPath) : {};
    if (values.write) {
      // Committed notebooks show the published study: a simulated run must not put its pictures in their place.
      const rewritten = study === "published" ? run.notebooks : [];
      for (const { path, executed } of rewritten) {
        writeWhole(path, notebookText(normaliseNotebook(executed)));
      }
      if (ofStudy.length > 0) {
        mkdirSync(dirname(committed), { recursive: true });
        writeWhole(
          committed,
          resultsText({ study, results: mergedResults(keptResults(committed), ran, results) }),
        );
        writeWhole(hashesPath, figureHashesText(mergedHashes(hashesPath, ran, hashes)));
      }
      if (rewritten.some(({ path }) => allNotebooks().includes(path))) {
        writeWhole(join(packageRoot, "docs", "reproduce.md"), reproduceText(allNotebooks()));
      }
      progress.line(
        `wrote ${rewritten.length} notebooks${ofStudy.length > 0 ? ` and ${relative(process.cwd(), committed)}` : ""}`,
      );
    }
    if (!values.check) return 0;
    const moved = [
      ...compareResults(before, results, ran).map(movementText),
      ...compareFigures(hashesBefore, hashes, ran),
    ];
    for (const line of moved) progress.line(line);
    progress.line(
      moved.length
        ? `${moved.length} numbers or figures moved`
        : `no number moved (${results.length} results and ${Object.keys(hashes).length} figures compared)`,
    );
    return moved.length ? 1 : 0;
  },
};

/** A notebook keeps one processor busy and takes up to 1.5 GB on the published study. */
function defaultJobs(): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.max(1, Math.min(4, availableParallelism(), Math.floor(bytes / 2 ** 32)));
}
