import { formatNumber } from "../../plot/index.js";
import { type LedgerRow, type Verdict, verdicts } from "../claims/ledger-row.js";
import { publishedText } from "../claims/row-text.js";
import { claimInterval } from "./claim-interval.js";
import { html, type Markup } from "./html.js";
import { scrollingTable } from "./scrolling-table.js";
import { endsText, unitText, valueText } from "./value-text.js";

const verdictMark = (verdict: Verdict): Markup =>
  html`<span class="verdict" data-verdict="${verdict.replaceAll(" ", "-")}">${verdict}</span>`;

/** A value by which a column is sorted; unknown sorts last. */
const sortKey = (value: number | string | boolean | null): Markup =>
  value === null
    ? html``
    : html` data-sort="${String(value)}"${typeof value === "number" && html` data-number`}`;

function claimRow(row: LedgerRow, questions: ReadonlySet<string>): Markup {
  const { id, paper, claim, published, estimate, low, high, n, unit, snapshot, asOf, notebook } = row;
  const { result, certainty, verdict, why } = row;
  const interval = endsText(estimate, low, high, unit);
  const place = notebook && (result ? `${notebook}, ${result}` : notebook);
  return html`<tr id="claim-${id}" data-verdict="${verdict}" data-paper="${paper}">
<th scope="row"${sortKey(claim)}>${claim}<span class="note"><code>${id}</code></span></th>
<td${sortKey(paper)}>${paper}<span class="note">Read in: ${certainty}</span></td>
<td${sortKey(published)}${typeof published === "number" && html` class="number"`}>${publishedText(row)}</td>
<td${sortKey(estimate)}>${valueText(estimate, unit)} ${estimate !== null && unitText(unit)}${interval && html`<span class="note">95% interval ${interval}</span>`}${claimInterval(row)}${n !== null && html`<span class="note">n = ${formatNumber(n)}</span>`}${otherResults(row)}</td>
<td data-sort="${verdicts.indexOf(verdict)}" data-number>${verdictMark(verdict)}<span class="note">${why}</span></td>
<td${sortKey(asOf)}>${snapshot}${asOf && html`<span class="note">as of <span class="day">${asOf.slice(0, 10)}</span></span>`}${place && html`<span class="note">${notebook && questions.has(notebook) ? html`<a href="#${notebook}">${place}</a>` : place}</span>`}</td>
</tr>
`;
}

/** The results that answer the claim beside the deciding one. */
function otherResults({ estimates, unit }: LedgerRow): Markup | false {
  const others = estimates.slice(1);
  if (others.length === 0) return false;
  const lines = others.map(({ notebook, result, estimate, low, high, n, snapshot, asOf, differs }) => {
    const interval = endsText(estimate, low, high, unit);
    return html`<li>${valueText(estimate, unit)}${interval && ` (${interval})`}, n = ${formatNumber(n)}: ${notebook}, ${result}, on ${snapshot}, as of ${asOf.slice(0, 10)}${differs && `; ${differs}`}</li>`;
  });
  return html`<details><summary>${others.length} more ${others.length === 1 ? "result" : "results"}</summary><ul class="note">${lines}</ul></details>`;
}

const columns = ["Claim", "Study", "Published", "Found here", "Verdict", "Data"];

/**
 * The ledger of published claims: verdicts counted, then every claim in a table that can be sorted, and filtered by
 * text, verdict and study. Without scripts it is a plain table with all rows.
 */
export function ledgerSection(
  ledger: readonly LedgerRow[],
  questions: ReadonlySet<string>,
  { simulated }: { readonly simulated: boolean },
): Markup {
  const count = (verdict: Verdict) => ledger.filter((row) => row.verdict === verdict).length;
  const papers = [...new Set(ledger.map(({ paper }) => paper))].sort();
  const found = verdicts.filter((verdict) => count(verdict) > 0);
  return html`<section id="ledger" aria-labelledby="ledger--title">
<h2 id="ledger--title">Which published findings hold?</h2>
${simulated && html`<p class="simulated">SIMULATED: the verdicts are about a simulated Hub. They show how claims are judged and say nothing about the real one.</p>`}
<p class="lead">${formatNumber(ledger.length)} claims of ${formatNumber(papers.length)} studies about the Hub, each against what the notebooks found. A verdict follows from a rule; none is typed.</p>
<div class="verdict-bar" aria-hidden="true">${found.map((verdict) => html`<span data-verdict="${verdict.replaceAll(" ", "-")}" style="flex-grow:${count(verdict)}"></span>`)}</div>
<ul class="counts">${verdicts.map((verdict) => html`<li>${verdictMark(verdict)} <strong>${formatNumber(count(verdict))}</strong></li>`)}</ul>
<form class="filters" role="search" aria-label="Claims" hidden>
<label>Text <input type="search" name="text" autocomplete="off"></label>
<label>Verdict <select name="verdict"><option value="">all verdicts</option>${found.map((verdict) => html`<option value="${verdict}">${verdict} (${formatNumber(count(verdict))})</option>`)}</select></label>
<label>Study <select name="paper"><option value="">all studies</option>${papers.map((paper) => html`<option value="${paper}">${paper}</option>`)}</select></label>
<button type="button">Show all</button>
<output role="status">${formatNumber(ledger.length)} of ${formatNumber(ledger.length)} claims</output>
</form>
${scrollingTable(
  "Published claims",
  html`<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${ledger.map((row) => claimRow(row, questions))}</tbody>`,
  html` class="claims"`,
)}
<p class="key">In the small pictures the dot is what was found here with its interval, the upright mark what was published.</p>
</section>
`;
}
