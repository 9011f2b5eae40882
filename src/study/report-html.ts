import { marked } from "marked";
import { escapeMarkup, formatNumber } from "../plot/index.js";
import { type Cell, joined } from "./notebook.js";
import type { StudyResult } from "./record.js";
import { failureText, type NotebookRun } from "./run-notebook.js";

export interface ReportContent {
  readonly title: string;
  readonly study: string;
  readonly runs: readonly NotebookRun[];
  readonly results: readonly StudyResult[];
  /** Of this program. */
  readonly version: string;
}

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.2; }
nav ol { padding-left: 1.4rem; }
section { border-top: 1px solid var(--line); margin-top: 2.5rem; }
figure { margin: 1.5rem 0; }
figure img { max-width: 100%; height: auto; background: #fff; }
figcaption { font-size: .92rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
.simulated { background: #ffd54f; color: #000; padding: .5rem .8rem; font-weight: 600; }
.failed { border-left: .3rem solid #c62828; padding: .1rem .8rem; overflow-x: auto; }
`;

const markdownCells = (run: NotebookRun): Cell[] =>
  run.executed.cells.filter(({ cell_type }) => cell_type === "markdown");

/** A notebook's question: its first heading, else its file name. */
export function questionOf(run: NotebookRun): string {
  const heading = markdownCells(run)
    .map(({ source }) => /^#\s+(.+)$/m.exec(joined(source))?.[1])
    .find((text) => text !== undefined);
  return heading ?? run.name;
}

/** The cell below the title answers in three sentences (the notebooks' common form). */
function answerOf(run: NotebookRun): string {
  const [title, second] = markdownCells(run).map(({ source }) => joined(source));
  const rest = (title ?? "").replace(/^#\s+.+$/m, "").trim();
  return [rest, second ?? ""]
    .filter(Boolean)
    .join("\n\n")
    .replace(/^#{1,2}\s/gm, "### ");
}

const shown = (value: number | string | boolean) =>
  typeof value === "number" ? formatNumber(value, 4) : String(value);

function resultsTable(results: readonly StudyResult[]): string {
  const rows = results.map(({ name, value, low, high, n, unit, snapshot, asOf }) => {
    const interval =
      low === null || high === null ? "" : `${formatNumber(low, 4)} to ${formatNumber(high, 4)}`;
    const cells = [
      `<th scope="row">${escapeMarkup(name)}</th>`,
      `<td class="number">${escapeMarkup(shown(value))}</td>`,
      `<td class="number">${interval}</td>`,
      `<td>${escapeMarkup(unit)}</td>`,
      `<td class="number">${formatNumber(n)}</td>`,
      `<td>${escapeMarkup(snapshot)}, ${asOf.slice(0, 10)}</td>`,
    ];
    return `<tr>${cells.join("")}</tr>`;
  });
  const heads = ["Result", "Value", "Interval", "Unit", "n", "Snapshot, as of"];
  return `<div class="scroll"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table></div>`;
}

function notebookSection(run: NotebookRun): string {
  const figures = run.figures.map(({ name, title, caption, bundle }) => {
    const file = `figures/${run.name}-${name}`;
    const picture =
      bundle["image/svg+xml"] === undefined
        ? ""
        : `<img src="${encodeURI(file)}.svg" alt="${escapeMarkup(title)}" loading="lazy">`;
    const csv =
      bundle["text/csv"] === undefined ? "" : ` <a href="${encodeURI(file)}.csv">The numbers (CSV)</a>`;
    return `<figure>${picture}<figcaption><strong>${escapeMarkup(title)}</strong> ${escapeMarkup(caption)}${csv}</figcaption></figure>`;
  });
  return [
    `<section id="${escapeMarkup(run.name)}">`,
    `<h2>${escapeMarkup(questionOf(run))}</h2>`,
    ...(run.failure
      ? [
          `<div class="failed"><p>This notebook failed.</p><pre>${escapeMarkup(failureText(run.failure))}</pre></div>`,
        ]
      : []),
    marked.parse(answerOf(run), { async: false }),
    ...figures,
    ...(run.results.length ? ["<h3>Results</h3>", resultsTable(run.results)] : []),
    `<p><a href="notebooks/${encodeURI(run.name)}.ipynb">The notebook as executed</a></p>`,
    "</section>",
  ].join("\n");
}

/** The report's page: one self-contained HTML file that names its figures and notebooks by relative address. */
export function reportHtml({ title, study, runs, results, version }: ReportContent): string {
  const simulated =
    runs.some((run) => run.figures.some((figure) => figure.simulated)) || study === "simulated";
  const contents = runs.map(
    (run) =>
      `<li><a href="#${escapeMarkup(run.name)}">${escapeMarkup(questionOf(run))}</a>${run.failure ? " (failed)" : ""}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeMarkup(title)}</h1>
${simulated ? '<p class="simulated">SIMULATED: the numbers below describe a simulated Hub, not the real one.</p>' : ""}
<nav aria-label="Questions"><ol>
${contents.join("\n")}
</ol></nav>
</header>
<main>
${runs.map(notebookSection).join("\n")}
</main>
<footer>
<p>${results.length} results in <a href="results.json">results.json</a>. Made with hub-evolution ${escapeMarkup(version)}, study ${escapeMarkup(study)}.</p>
</footer>
</body>
</html>
`;
}
