import type { Figure } from "./figure.js";

/**
 * The numbers behind a figure as CSV (RFC 4180: comma, CRLF, quotes doubled), one header line, UTF-8 text.
 * Columns are those of all rows in order of first appearance; null is an empty field. Text that a spreadsheet
 * would run as a formula (it begins with = + - @, their full-width forms, a tab or a line break, spaces before it
 * included) gets a leading apostrophe; numbers stay numbers, negative ones too.
 * No rows give an empty string.
 */
export function toCsv({ rows }: Pick<Figure, "rows">): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0) return "";
  const lines = [
    columns,
    ...rows.map((row) => columns.map((column) => (Object.hasOwn(row, column) ? row[column] : null))),
  ];
  return lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

function field(value: unknown): string {
  if (value === null || value === undefined || (typeof value === "number" && !Number.isFinite(value)))
    return "";
  if (typeof value !== "string") return String(value);
  const runs = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(value);
  const guarded = runs ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
