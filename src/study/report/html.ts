import { escapeMarkup, plainLine } from "../../plot/index.js";

/** Markup of the page that is known to be safe: made by {@link html}, or vouched for with {@link asMarkup}. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Markup | string | number | null | undefined | false | readonly Part[];

function markupOf(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(markupOf).join("");
  return escapeMarkup(plainLine(String(part)));
}

/**
 * A template whose values are text: what is put into it is escaped, on one line, with characters that hide or reorder
 * others spelled out, unless it is Markup itself. Lists are joined; null, undefined and false give nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(parts.map((part, at) => part + markupOf(values[at])).join(""));
}

/** Vouches for text as markup: for what this program wrote or checked itself. */
export const asMarkup = (text: string): Markup => new Markup(text);

/** Text of several lines as it stands, such as code: for `<pre>`. */
export function preformatted(text: string): Markup {
  return new Markup(
    text
      .replace(/\r\n?/g, "\n")
      .split("\n")
      .map((line) => escapeMarkup(plainLine(line.replaceAll("\t", "  "))))
      .join("\n"),
  );
}
