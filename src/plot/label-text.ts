import { textWidth } from "./font-metrics.js";

// Controls, direction marks and overrides, zero-width spaces, line separators: they hide or reorder what is read.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * Untrusted text (an id, a tag, a title) as one plain line: white space becomes a space, characters that hide or
 * reorder their neighbours are spelled out as [U+202E], lone surrogates become U+FFFD, and what is longer than
 * `maxLength` characters ends in an ellipsis. Empty text stays empty.
 */
export function plainLine(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  // A tag may have 10,000 characters: what will be cut need not be cleaned. One letter may take two units.
  const start = Number.isFinite(maxLength) ? text.slice(0, 2 * maxLength + 2) : text;
  const line = start
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, " ")
    .replace(unseen, (mark) => `[U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    // Marks piled on one letter reach into the lines around it.
    .replace(/(\p{Mark}{4})\p{Mark}+/gu, "$1");
  const letters = [...line];
  if (letters.length <= maxLength && start.length === text.length) return line;
  return `${letters.slice(0, maxLength - 1).join("")}…`;
}

/** Untrusted text as HTML or XML text or attribute content. */
export function escapeMarkup(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[mark]!,
  );
}

/**
 * Untrusted text as a plotly label. plotly reads `<b>`, `<a href>`, `<br>` in every label as markup and decodes
 * entities afterwards, so escaped text shows as it was written.
 */
export function plotlyLabel(text: string, maxLength = 60): string {
  return escapeMarkup(plainLine(text, maxLength)).replaceAll("&quot;", '"').replaceAll("&#39;", "'");
}

/** Breaks text into lines no wider than `widthPx`; a longer word is broken within. Empty text gives no line. */
export function wrapText(text: string, widthPx: number, sizePx: number, isBold = false): string[] {
  const lines: string[] = [];
  let line = "";
  const fits = (candidate: string) => textWidth(candidate, sizePx, isBold) <= widthPx;
  for (let word of plainLine(text).split(" ").filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    while (!fits(word)) {
      const letters = [...word];
      let kept = letters.length - 1;
      while (kept > 1 && !fits(letters.slice(0, kept).join(""))) kept--;
      lines.push(letters.slice(0, kept).join(""));
      word = letters.slice(kept).join("");
      if (letters.length <= 1) break;
    }
    line = word;
  }
  if (line) lines.push(line);
  return lines;
}
