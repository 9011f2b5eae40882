import { stripMarkup } from "./strip-markup.js";

/** A card's prose, and what was taken out of it. Lengths are in UTF-16 code units. */
export interface CleanCard {
  /** Running text: no code, tables, HTML, link targets or Markdown signs; headings are lines of their own. */
  readonly prose: string;
  readonly codeChars: number;
  readonly tableChars: number;
  /** Tags, comments, scripts and styles. */
  readonly htmlChars: number;
  readonly links: number;
  readonly images: number;
  /** The card was longer than `maxChars`, and only its first part was read. */
  readonly truncated: boolean;
}

export interface CleanCardOptions {
  /** Characters read of a card; the rest is left out and `truncated` says so. Default 2^20. */
  readonly maxChars?: number;
}

/**
 * The prose of a model card whose front matter is already off (splitFrontMatter). Every step is one pass over the text,
 * so the time is linear whatever the card holds. An empty card gives empty prose. Text is never run or rendered:
 * scripts, styles and link targets (javascript: too) are dropped, the words of links stay.
 */
export function cleanCard(text: string, { maxChars = 1 << 20 }: CleanCardOptions = {}): CleanCard {
  const source = text.length > maxChars ? text.slice(0, maxChars) : text;
  const { kept, codeChars } = dropFences(source);
  const html = stripMarkup(kept);
  const lines: string[] = [];
  let tableChars = 0;
  for (const line of html.text.split("\n")) {
    if (isTableRow(line)) tableChars += line.length;
    else lines.push(line);
  }
  let images = 0;
  let links = 0;
  let inlineCode = 0;
  const prose = lines
    .join("\n")
    .replace(/`[^`\n]{1,500}`/g, (code) => {
      inlineCode += code.length;
      return " ";
    })
    .replace(/!\[[^[\]\n]{0,500}\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)/g, () => {
      images++;
      return " ";
    })
    .replace(
      /\[([^[\]\n]{0,500})\](?:\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^[\]\n]{0,200}\])/g,
      (_, words: string) => {
        links++;
        return words;
      },
    )
    .replace(/\b(?:https?|ftp):\/\/[^\s)>\]]+/g, () => {
      links++;
      return " ";
    })
    .replace(/^[ \t]{0,20}(?:#{1,6}|[-*+>]|\d{1,4}[.)])[ \t]+/gm, "")
    .replace(/^[=\-*_ \t]{3,}$/gm, "")
    .replace(/[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}/g, (signs, at: number, all: string) =>
      /\w/.test(all[at - 1] ?? " ") && /\w/.test(all[at + signs.length] ?? " ") ? signs : "",
    )
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return {
    prose,
    codeChars: codeChars + inlineCode,
    tableChars,
    htmlChars: html.markupChars,
    links,
    images,
    truncated: source.length < text.length,
  };
}

/** Takes out fenced code; a fence that never closes runs to the end, as CommonMark has it. */
function dropFences(text: string): { kept: string; codeChars: number } {
  const kept: string[] = [];
  let codeChars = 0;
  let fence: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const sign = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null) {
      if (sign && !line.slice(line.indexOf(sign) + sign.length).includes("`")) fence = sign;
      else kept.push(line);
      if (fence) codeChars += line.length;
    } else {
      codeChars += line.length;
      if (sign && sign[0] === fence[0] && sign.length >= fence.length && line.trim() === sign) fence = null;
    }
  }
  return { kept: kept.join("\n"), codeChars };
}

function isTableRow(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.startsWith("|")) return true;
  // Rows without outer bars: at least two bars between words, or a rule such as ---|:--.
  if (trimmed.split("|", 4).length >= 3) return true;
  return trimmed.includes("|") && /^[-:| \t]+$/.test(trimmed);
}
