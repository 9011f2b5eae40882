import { formatDate, formatInterval, formatNumber, formatShare } from "../plot/index.js";
import { markdownText } from "./markdown-text.js";
import type { Cell } from "./notebook.js";
import type { StudyResult } from "./record.js";

type Result = Omit<StudyResult, "notebook">;

/**
 * A markdown cell with the numbers of this run in its prose. A cell whose metadata holds a `template` gets its source
 * from it: `{{gini-likes}}` becomes the result that the notebook recorded under that name, so no sentence can say
 * another number than the cells below it. A text is shown as written: no mark, tag or link in it counts. Other cells
 * pass through.
 *
 * Forms: `{{name}}` (a number, a text), `{{name|share}}` (as percent), `{{name|interval}}` and
 * `{{name|share interval}}` (with its ends), `{{name|date}}` (ISO text as a date), `{{name|n}}`, `{{name|snapshot}}`,
 * `{{name|as-of}}`. What is rendered from simulated data begins with SIMULATED.
 *
 * @throws Error where the template names a result that was not recorded, or a form that does not exist.
 */
export function fillTemplate(
  cell: Cell,
  results: readonly Result[],
  { simulated }: { readonly simulated: boolean },
): Cell {
  const { template } = cell.metadata;
  if (cell.cell_type !== "markdown" || typeof template !== "string") return cell;
  const text = template.replace(/\{\{([^{}|]+)(?:\|([^{}]+))?\}\}/g, (place, name: string, form = "") => {
    const result = results.find((recorded) => recorded.name === name.trim());
    if (!result) throw new Error(`The template's ${place} names no result that the notebook recorded.`);
    return show(result, form.trim(), place);
  });
  return { ...cell, source: simulated ? `**SIMULATED.** ${text}` : text };
}

function show(result: Result, form: string, place: string): string {
  const { value, low, high, n, snapshot, asOf } = result;
  const number = typeof value === "number" ? value : null;
  switch (form) {
    case "":
      return number === null ? markdownText(String(value)) : formatNumber(number);
    case "share":
      return formatShare(number);
    case "interval":
      return formatInterval({ value: number, low, high });
    case "share interval":
      return formatInterval({ value: number, low, high }, { as: "share" });
    case "date":
      return formatDate(new Date(String(value)));
    case "n":
      return formatNumber(n);
    case "snapshot":
      return markdownText(snapshot);
    case "as-of":
      return formatDate(new Date(asOf));
    default:
      throw new Error(`The template's ${place} has no such form.`);
  }
}
