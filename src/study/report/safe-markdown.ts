import { Marked } from "marked";
import { escapeMarkup, plainLine } from "../../plot/index.js";
import { asMarkup, type Markup } from "./html.js";

/** A place in the page, a file beside it, the web or a mail address; nothing that runs. */
function safeAddress(address: string): string | undefined {
  const plain = plainLine(address).trim();
  if (/^(?:https?:\/\/|mailto:|#)/i.test(plain)) return plain;
  return /^(?!\/\/)[\w./-]+(?:#[\w-]*)?$/.test(plain) ? plain : undefined;
}

const markdown = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => escapeMarkup(text),
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const address = safeAddress(href);
      return address === undefined ? text : `<a href="${escapeMarkup(address)}">${text}</a>`;
    },
    // A picture would be fetched; its words say what it shows.
    image: ({ text }) => escapeMarkup(text),
    table({ header, rows }) {
      const line = (tag: "th" | "td", cells: typeof header) =>
        `<tr>${cells.map((cell) => `<${tag}${tag === "th" ? ' scope="col"' : ""}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
      return `<div class="scroll" data-scroller="Table"><table><thead>${line("th", header)}</thead><tbody>${rows.map((row) => line("td", row)).join("")}</tbody></table></div>\n`;
    },
  },
});

/** Source with every hidden or reordering character spelled out, line by line. */
const spelled = (source: string): string =>
  source
    .split("\n")
    .map((line) => plainLine(line))
    .join("\n");

/**
 * A notebook's prose as markup. Raw HTML in it is shown as text, a link that is no web, mail or page address is its
 * words alone, a picture its description: whatever a template was filled with, nothing of it runs or is fetched.
 */
export function safeMarkdown(source: string): Markup {
  return asMarkup(markdown.parse(spelled(source), { async: false }));
}
