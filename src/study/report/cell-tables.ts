import { type Cell, joined } from "../notebook.js";
import { asMarkup, html, type Markup, preformatted } from "./html.js";

/** The tags that toTable writes, attributes and all; a table with any other is not shown as markup. */
const known =
  /^<(?:\/(?:table|caption|thead|tbody|tr|th|td)|table class="hub-evolution"|caption style="text-align:left"|thead|tbody|tr|(?:th scope="col"|td)(?: style="text-align:(?:left|right)(?:;font-variant-numeric:tabular-nums)?")?)>$/;

/**
 * The tables that cells showed. One that toTable wrote is shown as it is; of any other HTML only its plain text,
 * since an output can hold anything.
 */
export function cellTables(cells: readonly Cell[], label: string): Markup[] {
  return cells
    .flatMap(({ outputs = [] }) => outputs)
    .flatMap((output) => {
      if (output.output_type !== "display_data" || output.data["text/html"] === undefined) return [];
      const table = joined(output.data["text/html"]);
      const tags = table.match(/<[^>]*>?/g) ?? [];
      return [
        tags.every((tag) => known.test(tag))
          ? html`<div class="scroll" data-scroller="${label}">${asMarkup(table)}</div>`
          : html`<pre data-scroller="${label}">${preformatted(joined(output.data["text/plain"]))}</pre>`,
      ];
    });
}
