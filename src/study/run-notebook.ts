import { basename, dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fillTemplate } from "./fill-template.js";
import type { JupyterMessage } from "./jupyter-message.js";
import { type Kernel, startKernel, type ThrownInKernel } from "./kernel.js";
import { type Cell, joined, type MimeBundle, type Notebook, type Output, readNotebook } from "./notebook.js";
import { recordedResults, type ShownFigureIn, shownFigures } from "./notebook-outputs.js";
import type { StudyResult } from "./record.js";
import { sourceLine } from "./source-line.js";

export interface RunNotebookOptions {
  /** Variables for the kernel, beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Working folder of the kernel; the notebook's own folder where not given, as under Jupyter. */
  readonly cwd?: string;
  /** Bound on the time of one cell; none where not given. */
  readonly cellSeconds?: number;
  readonly startSeconds?: number;
  /** Called before each code cell and once at the end, when cell equals cells. */
  readonly onProgress?: (progress: { readonly cell: number; readonly cells: number }) => void;
  readonly signal?: AbortSignal;
}

/** Why a notebook failed, and where. */
export interface NotebookFailure {
  readonly notebook: string;
  /** Position of the failing cell among all cells, from 1, as a reader counts them. */
  readonly cell: number;
  readonly how: "thrown" | "floating" | "uncaught" | "compile" | "died" | "late";
  /** Line in the cell's source, from 1, and its text, where known. */
  readonly line?: number;
  readonly lineText?: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

export interface NotebookRun {
  /** File name without extension: "01-growth". */
  readonly name: string;
  readonly path: string;
  /** With outputs; up to and with the failing cell where one failed. */
  readonly executed: Notebook;
  readonly results: readonly StudyResult[];
  readonly figures: readonly ShownFigureIn[];
  readonly failure?: NotebookFailure;
  readonly seconds: number;
}

/** Lines that Node itself prints about the process (experimental features, deprecations, leaks), not the notebook. */
const processWarning = /^\(node:\d+\) .*\n?(?:\(Use `node --trace-\w+ \.\.\.` to show where .*\)\n?)?/gm;

function appendOutput(outputs: Output[], { header, content }: JupyterMessage): void {
  if (header.msg_type === "stream") {
    const name = String(content.name);
    const text = name === "stderr" ? String(content.text).replace(processWarning, "") : String(content.text);
    const last = outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) {
      outputs[outputs.length - 1] = { ...last, text: joined(last.text) + text };
    } else if (text !== "") outputs.push({ output_type: "stream", name, text });
  } else if (header.msg_type === "display_data" || header.msg_type === "execute_result") {
    outputs.push({
      output_type: "display_data",
      data: content.data as MimeBundle,
      metadata: (content.metadata as Record<string, unknown>) ?? {},
    });
  }
}

/** A kernel's diagnostic: "3:7 - Type 'number' is not assignable to type 'string'." */
const diagnostic = /^(?:(\S+) )?(\d+):(\d+) - (.*)$/m;

/** Frames of the cells and of the project, without those of the kernel and of Node. */
function ownStack(stack: string, cellOf: ReadonlyMap<number, number>): string {
  return stack
    .replace(/^cell-execution-\d+\.js:\d+\n[\s\S]*?\n\n/, "")
    .split("\n")
    .filter(
      (line) => !/^\s+at .*(node:vm|node:internal|tslab\/dist|kernel-guard\.js|runInThisContext)/.test(line),
    )
    .join("\n")
    .replace(
      /cell-execution-(\d+)\.js/g,
      (_, count) => `cell ${cellOf.get(Number(count)) ?? "?"} as compiled`,
    )
    .trimEnd();
}

/**
 * Executes a notebook cell by cell in a fresh kernel of its own and returns it with its outputs, the results that it
 * recorded and the figures that it showed. Stops at the first cell that fails: one that throws, does not compile,
 * leaves a rejection that nobody awaits, ends the kernel or runs too long; `failure` then says which and why. Throws
 * where the notebook cannot be read or the kernel does not start.
 */
export async function runNotebook(path: string, options: RunNotebookOptions = {}): Promise<NotebookRun> {
  const notebook = readNotebook(path);
  const started = performance.now();
  const { env, cwd = dirname(resolve(path)), startSeconds, signal } = options;
  signal?.throwIfAborted();
  const kernel = await startKernel({ cwd, ...(env && { env }), ...(startSeconds && { startSeconds }) });
  const end = () => void kernel.shutdown();
  signal?.addEventListener("abort", end);
  try {
    const run = await executeCells(kernel, notebook, basename(path), options);
    signal?.throwIfAborted();
    const name = basename(path, ".ipynb");
    return { name, path, ...run, seconds: (performance.now() - started) / 1000 };
  } finally {
    signal?.removeEventListener("abort", end);
    await kernel.shutdown();
  }
}

async function executeCells(
  kernel: Kernel,
  notebook: Notebook,
  file: string,
  { cellSeconds, onProgress }: RunNotebookOptions,
): Promise<Pick<NotebookRun, "executed" | "results" | "figures" | "failure">> {
  const cells: Cell[] = notebook.cells.map((cell) =>
    cell.cell_type === "code" ? { ...cell, execution_count: null, outputs: [] } : cell,
  );
  /** Count of execution in the kernel → position among all cells, from 1. */
  const cellOf = new Map<number, number>();
  let failure: NotebookFailure | undefined;
  const codeCells = cells.flatMap((cell, index) =>
    cell.cell_type === "code" && joined(cell.source).trim() !== "" ? [index] : [],
  );

  const describe = (thrown: ThrownInKernel, running: number): NotebookFailure => {
    const cell = cellOf.get(thrown.execution) ?? running;
    const source = joined(cells[cell - 1]!.source);
    const line = thrown.ranLine === undefined ? undefined : sourceLine(source, thrown.ranLine);
    return {
      notebook: file,
      cell,
      how: thrown.how,
      ...(line === undefined ? {} : { line, lineText: source.split("\n")[line - 1]!.trim() }),
      name: thrown.name,
      message: thrown.message,
      stack: ownStack(thrown.stack, cellOf),
    };
  };

  for (const [done, index] of codeCells.entries()) {
    onProgress?.({ cell: done, cells: codeCells.length });
    const position = index + 1;
    const source = joined(cells[index]!.source);
    const outputs: Output[] = [];
    cellOf.set(cellOf.size + 1, position);
    const execution = await kernel.execute(source, {
      onOutput: (message) => appendOutput(outputs, message),
      ...(cellSeconds === undefined ? {} : { limitSeconds: cellSeconds }),
    });
    cells[index] = { ...cells[index]!, execution_count: execution.count, outputs };
    if (execution.status === "died" || execution.status === "late") {
      failure = {
        notebook: file,
        cell: position,
        how: execution.status,
        name: execution.status === "died" ? "KernelDied" : "TimeLimit",
        message: execution.reason ?? "",
        stack: "",
      };
      break;
    }
    await kernel.settle();
    const [thrown] = kernel.takeThrown();
    if (thrown) failure = describe(thrown, position);
    else if (execution.status === "error") failure = compileFailure(file, position, source, outputs);
    if (failure) break;
  }
  // A promise left floating in the last cells may still reject: give what it waits for a moment.
  for (let waited = 0; !failure && waited < 2000; waited += 50) {
    const pending = await kernel.settle();
    const [thrown] = kernel.takeThrown();
    if (thrown) failure = describe(thrown, codeCells.at(-1)! + 1);
    if (pending === 0) break;
    await sleep(50);
  }
  if (failure) {
    const failed = cells[failure.cell - 1]!;
    cells[failure.cell - 1] = { ...failed, outputs: withError(failed.outputs ?? [], failure) };
  }
  onProgress?.({ cell: codeCells.length, cells: codeCells.length });
  const found = collect(cells, file);
  failure ??= found.failure;
  if (failure) return { ...found, executed: { ...notebook, cells }, failure };
  const simulated = cells.some(({ outputs }) => JSON.stringify(outputs ?? []).includes("SIMULATED"));
  for (const [index, cell] of cells.entries()) {
    try {
      cells[index] = fillTemplate(cell, found.results, { simulated });
    } catch (error) {
      const { message } = error as Error;
      failure = { notebook: file, cell: index + 1, how: "thrown", name: "TemplateError", message, stack: "" };
      break;
    }
  }
  return { ...found, executed: { ...notebook, cells }, ...(failure && { failure }) };
}

function compileFailure(
  file: string,
  cell: number,
  source: string,
  outputs: readonly Output[],
): NotebookFailure {
  const text = outputs.map((output) => (output.output_type === "stream" ? joined(output.text) : "")).join("");
  const found = diagnostic.exec(text);
  const line = found && !found[1] ? Number(found[2]) : undefined;
  const lineText = line === undefined ? undefined : source.split("\n")[line - 1]?.trim();
  return {
    notebook: file,
    cell,
    how: "compile",
    ...(line === undefined ? {} : { line }),
    ...(lineText === undefined ? {} : { lineText }),
    name: "CompileError",
    message: found?.[4] ?? (text.trim() || "the kernel refused the cell without saying why"),
    stack: text.trim(),
  };
}

/** The kernel's own text about the error gives way to a proper error output, as Jupyter shows one. */
function withError(outputs: readonly Output[], failure: NotebookFailure): Output[] {
  const kernelText =
    failure.how === "compile"
      ? diagnostic
      : /^(?:cell-execution-\d+\.js:\d+$|UncaughtException:|UnhandledPromiseRejection:|.*\n\s+at .*cell-execution-)/m;
  const kept = outputs.flatMap((output): Output[] => {
    if (output.output_type !== "stream" || output.name !== "stderr") return [output];
    const text = joined(output.text);
    const start = text.search(kernelText);
    const before = start < 0 ? text : text.slice(0, start);
    return before.trim() === "" ? [] : [{ ...output, text: before }];
  });
  return [
    ...kept,
    {
      output_type: "error",
      ename: failure.name,
      evalue: failure.message,
      traceback: [failure.stack || `${failure.name}: ${failure.message}`],
    },
  ];
}

function collect(cells: readonly Cell[], file: string): Pick<NotebookRun, "results" | "figures" | "failure"> {
  const notebook = file.replace(/\.ipynb$/, "");
  const recorded = recordedResults({ cells });
  const figures = shownFigures({ cells });
  const results = recorded.map(({ cell: _, ...result }) => ({ ...result, notebook }));
  const twice = (what: string, shown: readonly { readonly name: string; readonly cell: number }[]) =>
    shown
      .filter(({ name }, place) => shown.findIndex((other) => other.name === name) < place)
      .map(
        ({ name, cell }): NotebookFailure => ({
          notebook: file,
          cell,
          how: "thrown",
          name: "Error",
          message: `${what} "${name}" appears a second time; give it a name of its own.`,
          stack: "",
        }),
      );
  const [failure] = [...twice("The result", recorded), ...twice("The figure", figures)].sort(
    (a, b) => a.cell - b.cell,
  );
  return { results, figures, ...(failure && { failure }) };
}

/** A failure as a reader wants it: where, what, the line, the stack. */
export function failureText(failure: NotebookFailure): string {
  const where = `${failure.notebook}, cell ${failure.cell}${failure.line ? `, line ${failure.line}` : ""}`;
  const how = {
    thrown: "",
    uncaught: " (thrown where nothing catches it)",
    floating: " (a promise that nobody awaits)",
    compile: "",
    died: "",
    late: "",
  }[failure.how];
  return [
    `${where}: ${failure.name}: ${failure.message}${how}`,
    ...(failure.lineText ? [`    ${failure.lineText}`] : []),
    // One diagnostic is the message itself; of several, the later ones often say what is wrong.
    ...(failure.how === "compile" && !failure.stack.includes("\n")
      ? []
      : [failure.stack.replace(/^(?=.)/gm, "    ")]),
  ]
    .filter(Boolean)
    .join("\n");
}
