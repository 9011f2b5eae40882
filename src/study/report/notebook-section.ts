import { joined } from "../notebook.js";
import { failureText, type NotebookRun } from "../run-notebook.js";
import { cellTables } from "./cell-tables.js";
import { figureBlock } from "./figure-block.js";
import { html, type Markup, preformatted } from "./html.js";
import { answerOf, cellsUnder, introductionOf, questionOf } from "./notebook-prose.js";
import { resultsTable } from "./results-table.js";
import { safeMarkdown } from "./safe-markdown.js";

/** A heading's cells as a fold: prose without the heading, then tables. */
function fold(run: NotebookRun, words: string, summary: string): Markup | false {
  const cells = cellsUnder(run, words);
  const prose = cells
    .filter(({ cell_type }) => cell_type === "markdown")
    .map(({ source }) => joined(source).replace(/^#{1,6}\s.*$/m, ""))
    .join("\n\n")
    .trim();
  const tables = cellTables(cells, `${summary} of ${run.name}`);
  if (!prose && tables.length === 0) return false;
  return html`<details><summary>${summary}<span class="unseen"> of ${run.name}</span></summary>
${safeMarkdown(prose)}
${tables}
</details>`;
}

/** A question of the study: its answer, figures, data with exclusions, rules, limits and named results. */
export function notebookSection(run: NotebookRun): Markup {
  const { name, executed, failure, figures, results } = run;
  const label = `Results of ${name}`;
  return html`<section id="${name}" aria-labelledby="${name}--question">
<h2 id="${name}--question">${questionOf(run)}</h2>
<div class="lead">${safeMarkdown(introductionOf(run))}</div>
${
  failure &&
  html`<div class="failed"><p><strong>This notebook failed.</strong></p><pre data-scroller="What failed in ${name}">${preformatted(failureText(failure))}</pre></div>`
}
<div class="answer">${safeMarkdown(answerOf(run))}</div>
${figures.map((figure) => figureBlock(name, figure, joined(executed.cells[figure.cell - 1]?.source)))}
<div class="folds">
${fold(run, "Data", "Data and exclusions")}
${fold(run, "Rules", "Rules, set before the result")}
${fold(run, "Limits", "Limits")}
${
  results.length > 0 &&
  html`<details><summary>${results.length} named results<span class="unseen"> of ${name}</span></summary>
${resultsTable(results, label)}
</details>`
}
</div>
<p class="onward"><a href="notebooks/${encodeURI(name)}.ipynb">The notebook as executed<span class="unseen">: ${name}</span></a> <a href="#contents">Contents<span class="unseen">, from ${name}</span></a></p>
</section>
`;
}
