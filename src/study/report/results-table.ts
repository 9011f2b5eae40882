import { formatNumber } from "../../plot/index.js";
import type { StudyResult } from "../record.js";
import { html, type Markup } from "./html.js";
import { scrollingTable } from "./scrolling-table.js";
import { endsText, unitText, valueText } from "./value-text.js";

/** The named results of a notebook. */
export function resultsTable(results: readonly StudyResult[], label: string): Markup {
  const rows = results.map(
    ({ name, value, low, high, n, unit, snapshot, asOf }) => html`<tr>
<th scope="row"><code>${name}</code></th>
<td class="number">${valueText(value, unit)}</td>
<td class="number">${endsText(value, low, high, unit)}</td>
<td>${unitText(unit)}</td>
<td class="number">${formatNumber(n)}</td>
<td>${snapshot}, ${asOf.slice(0, 10)}</td>
</tr>`,
  );
  return scrollingTable(
    label,
    html`<thead><tr><th scope="col">Result</th><th scope="col" class="number">Value</th><th scope="col" class="number">95% interval</th><th scope="col">Unit</th><th scope="col" class="number">n</th><th scope="col">Snapshot, as of</th></tr></thead>
<tbody>${rows}</tbody>`,
  );
}
