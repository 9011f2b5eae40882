import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { diskTrouble } from "../snapshot/disk-trouble.js";
import { requireAsWritten, SnapshotError } from "../snapshot/index.js";
import { makeFolder } from "../snapshot/make-folder.js";
import { ledger } from "./claims/ledger.js";
import { readClaims } from "./claims/read-claims.js";
import { committedResults, keptResults } from "./committed-results.js";
import { mergedResults } from "./merged-results.js";
import { normaliseNotebook, notebookText } from "./normalise-notebook.js";
import { joined, readNotebook } from "./notebook.js";
import { packageRoot } from "./package-root.js";
import { prepareSnapshot } from "./prepare-snapshot.js";
import { programVersions } from "./program-versions.js";
import type { StudyResult } from "./record.js";
import { reportHtml } from "./report/report-html.js";
import { resultsText } from "./results-file.js";
import { type NotebookRun, runNotebook } from "./run-notebook.js";
import { type Role, roles, type StudyName, studyDefinition } from "./study-definition.js";
import { type StudyEnvironment, studyVariable } from "./study-environment.js";
import { usedSnapshots } from "./used-snapshots.js";
import { withLock } from "./with-lock.js";
import { writeWhole } from "./write-whole.js";

export interface RunStudyOptions {
  readonly study: StudyName;
  /** Paths of notebooks; all of notebooks/ where none is given. */
  readonly notebooks?: readonly string[];
  /** Role → folder of a snapshot that takes the place of the study's own. */
  readonly overrides?: Readonly<Partial<Record<Role, string>>>;
  /** Folder of the report. */
  readonly out: string;
  /** Notebooks run at once. */
  readonly jobs?: number;
  readonly cellSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onStep?: (step: string) => void;
  readonly onCell?: (notebook: string, cell: number, cells: number, seconds: number) => void;
  readonly onNotebook?: (run: NotebookRun) => void;
}

export interface StudyRun {
  readonly study: StudyName;
  readonly notebooks: readonly NotebookRun[];
  readonly results: readonly StudyResult[];
  readonly ok: boolean;
}

export const notebooksFolder = join(packageRoot, "notebooks");

/**
 * Whether a notebook, by its name, is one of the study's: those begin with two digits. Others, the template and what
 * readers write, run when they are named, and the study's committed results never hold theirs.
 */
export function isStudyNotebook(name: string): boolean {
  return /^\d\d-/.test(name);
}

/** The study's own notebooks, in the order of their numbers. */
export function allNotebooks(): string[] {
  if (!existsSync(notebooksFolder)) return [];
  return readdirSync(notebooksFolder)
    .filter((file) => file.endsWith(".ipynb") && isStudyNotebook(file))
    .sort()
    .map((file) => join(notebooksFolder, file));
}

/** A notebook by path, or by name in notebooks/: "01-growth", "01-growth.ipynb". */
export function findNotebook(given: string): string {
  const candidates = [
    given,
    `${given}.ipynb`,
    join(notebooksFolder, given),
    join(notebooksFolder, `${given}.ipynb`),
  ];
  const found = candidates.find((path) => path.endsWith(".ipynb") && existsSync(path));
  if (!found)
    throw new Error(
      `${given}: no such notebook. There are: ${
        allNotebooks()
          .map((path) => basename(path, ".ipynb"))
          .join(", ") || "none"
      }.`,
    );
  return resolve(found);
}

const codeOf = (path: string): string =>
  readNotebook(path)
    .cells.filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => joined(source))
    .join("\n");

/** Whether a notebook judges the results of the others, and so runs after them. */
const judgesResults = (path: string): boolean => /\bclaimsLedger\(/.test(codeOf(path));

/** The roles that a notebook asks for, read off its code cells. */
export function rolesOf(path: string): Role[] {
  const code = codeOf(path);
  return roles.filter((role) => new RegExp(`openSnapshot\\(\\s*["'\`]${role}["'\`]`).test(code));
}

/**
 * Makes the snapshots that the notebooks ask for, runs each notebook in a kernel of its own and writes the report:
 * executed notebooks, results.json, figures and index.html. A notebook that fails does not stop the others.
 *
 * @throws Error where a notebook is missing or a snapshot cannot be made.
 */
export async function runStudy(options: RunStudyOptions): Promise<StudyRun> {
  const { out, onStep = () => {} } = options;
  const paths = options.notebooks?.length ? options.notebooks.map(findNotebook) : allNotebooks();
  if (paths.length === 0) throw new Error(`${notebooksFolder} holds no notebooks.`);
  try {
    for (const part of ["notebooks", "figures"]) await makeFolder(join(out, part));
    return await withLock(
      join(out, ".being-written"),
      () => run(paths, options),
      (whose) => onStep(`waiting for another run that writes ${out} (${whose})`),
    );
  } catch (error) {
    const trouble = error instanceof SnapshotError ? null : diskTrouble(error);
    if (!trouble) throw error;
    const { path = out } = error as NodeJS.ErrnoException;
    throw new Error(
      `${trouble.what}: ${path}. The report is not whole; make room or name another folder with --out, then run again.`,
      { cause: error },
    );
  }
}

async function run(paths: readonly string[], options: RunStudyOptions): Promise<StudyRun> {
  const { study, overrides = {}, out, jobs = 1, signal, onStep = () => {} } = options;
  const definition = studyDefinition(study);
  const asked = new Set(paths.flatMap(rolesOf));
  const wanted = roles.filter((role) => asked.has(role));
  const folders: Partial<Record<Role, string>> = { ...overrides };
  for (const role of wanted) {
    signal?.throwIfAborted();
    folders[role] ??= await prepareSnapshot(definition, role, onStep);
  }
  for (const folder of new Set(Object.values(folders))) {
    onStep(`checking ${basename(folder)}`);
    await requireAsWritten(folder);
  }
  const scratch = mkdtempSync(join(tmpdir(), "hub-evolution-study-"));
  const environment = join(scratch, "study.json");
  const resultsSoFar = join(scratch, "results.json");
  const told: StudyEnvironment = { study, roles: folders, results: resultsSoFar };
  writeFileSync(environment, JSON.stringify(told));
  try {
    const runs: NotebookRun[] = new Array(paths.length);
    const work = async (waiting: [number, string][]) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [place, path] = next;
        const began = performance.now();
        const run = await runNotebook(path, {
          env: { [studyVariable]: environment },
          ...(options.cellSeconds === undefined ? {} : { cellSeconds: options.cellSeconds }),
          ...(signal && { signal }),
          onProgress: ({ cell, cells }) =>
            options.onCell?.(basename(path, ".ipynb"), cell, cells, (performance.now() - began) / 1000),
        });
        runs[place] = run;
        writeNotebookRun(out, run);
        options.onNotebook?.(run);
      }
    };
    const judging = paths.map(judgesResults);
    // Committed results stand in for notebooks that do not run, but only beside results of the same snapshots.
    const kept = Object.keys(overrides).length === 0 ? keptResults(committedResults(study)) : [];
    const judged = () => {
      const ran = runs.filter((run) => run !== undefined);
      return mergedResults(
        kept,
        ran.map(({ name }) => name),
        ran.flatMap((run) => run.results),
      );
    };
    for (const last of [false, true]) {
      writeFileSync(resultsSoFar, resultsText({ study, results: judged() }));
      const waiting = [...paths.entries()].filter(([place]) => judging[place] === last);
      const workers = Array.from({ length: Math.max(1, jobs) }, () => work(waiting));
      for (const outcome of await Promise.allSettled(workers)) {
        if (outcome.status === "rejected") throw outcome.reason;
      }
    }
    const results = runs.flatMap((run) => run.results);
    writeWhole(join(out, "results.json"), resultsText({ study, results }));
    writeWhole(
      join(out, "index.html"),
      reportHtml({
        title: definition.title,
        study,
        runs,
        results,
        ...(judging.includes(true) && { ledger: ledger(readClaims(), judged()) }),
        snapshots: await usedSnapshots(Object.fromEntries(wanted.map((role) => [role, folders[role]]))),
        versions: programVersions(),
      }),
    );
    return { study, notebooks: runs, results, ok: runs.every((run) => !run.failure) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function writeNotebookRun(out: string, run: NotebookRun): void {
  writeWhole(join(out, "notebooks", `${run.name}.ipynb`), notebookText(normaliseNotebook(run.executed)));
  for (const { name, bundle } of run.figures) {
    const file = join(out, "figures", `${run.name}-${name}`);
    const svg = bundle["image/svg+xml"];
    const csv = bundle["text/csv"];
    if (svg !== undefined) writeWhole(`${file}.svg`, joined(svg));
    if (csv !== undefined) writeWhole(`${file}.csv`, joined(csv));
  }
}
