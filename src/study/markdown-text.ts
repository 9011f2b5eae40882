import { plainLine } from "../plot/index.js";

/**
 * Untrusted text as Markdown that shows it as written, on one line: its marks, tags, links, bare addresses and formulas
 * are escaped, and characters that hide or reorder others are spelled out. A hyphen or underscore within a word stays.
 */
export function markdownText(text: string): string {
  return plainLine(text).replace(
    /[\\`*[\]<>&|~$@]|^[#+-]|:(?=\/\/)|(?<=\bwww)\.|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu,
    "\\$&",
  );
}
