import { html, type Markup } from "./html.js";

/** A table that scrolls within itself on a narrow screen, by touch or by keyboard. */
export function scrollingTable(label: string, content: Markup, attributes: Markup = html``): Markup {
  return html`<div class="scroll" data-scroller="${label}"><table${attributes}>
${content}
</table></div>`;
}
