import { type Cell, joined } from "../notebook.js";
import type { NotebookRun } from "../run-notebook.js";

type Executed = Pick<NotebookRun, "name" | "executed">;

const markdownSources = ({ executed }: Executed): string[] =>
  executed.cells.filter(({ cell_type }) => cell_type === "markdown").map(({ source }) => joined(source));

const heading = /^#\s+(.+)$/m;

/** A notebook's question: its first heading, else its file name. */
export function questionOf(run: Executed): string {
  const found = markdownSources(run)
    .map((source) => heading.exec(source)?.[1])
    .find((text) => text !== undefined);
  return found ?? run.name;
}

/** What stands below the title in its cell. */
export function introductionOf(run: Executed): string {
  const [title = ""] = markdownSources(run);
  return title.replace(heading, "").trim();
}

/** The cell below the title answers in three sentences (the notebooks' common form); empty where there is none. */
export function answerOf(run: Executed): string {
  const [, second = ""] = markdownSources(run);
  return /^#{1,6}\s/.test(second) ? "" : second.replace(/^(?:\*\*SIMULATED\.\*\* )?\*\*Answer\.\*\*\s*/, "");
}

/** The answer's first sentence; empty where there is no answer. */
export function answerLineOf(run: Executed): string {
  const [paragraph = ""] = answerOf(run).split(/\n\s*\n/);
  const [first] = new Intl.Segmenter("en", { granularity: "sentence" }).segment(paragraph);
  return first?.segment.trim() ?? "";
}

/** The cells below a heading whose words begin so ("## Data"), up to the next heading of its level or above. */
export function cellsUnder(run: Executed, words: string): Cell[] {
  const found: Cell[] = [];
  let within = false;
  for (const cell of run.executed.cells) {
    const [, marks, text] =
      cell.cell_type === "markdown" ? (/^(#{1,2})\s+(.+)/.exec(joined(cell.source)) ?? []) : [];
    if (marks) within = text!.toLowerCase().startsWith(words.toLowerCase());
    if (within) found.push(cell);
  }
  return found;
}
