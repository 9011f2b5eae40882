import { formatDate, formatNumber, formatShare, unknownMark } from "./format.js";
import { escapeMarkup, plainLine } from "./label-text.js";

/** Rows to show: objects, or anything that gives them, such as an arquero table. */
export type TableSource =
  | readonly object[]
  | { columnNames(): string[]; objects(options?: { limit?: number }): object[]; numRows(): number };

export type CellFormat = "number" | "share" | "date" | "text" | ((value: unknown) => string);

export interface TableOptions {
  /** What the table shows, with its n. */
  readonly caption: string;
  /** Columns in order: a name, or a name with its heading. Default: all columns of the rows. */
  readonly columns?: readonly (string | { readonly name: string; readonly heading: string })[];
  /** How to write a column's values. Default: by each value's type. */
  readonly formats?: Readonly<Record<string, CellFormat>>;
  /** Rows shown at most; how many are left out is said in the caption. Default 50. */
  readonly limit?: number;
  /** Characters of a text shown at most; what is longer ends in an ellipsis. Default 120. */
  readonly textLength?: number;
  /** Numbers from a simulated Hub; the caption says so. */
  readonly simulated?: boolean;
}

/** A table in the two forms a notebook needs. */
export interface ShownTable {
  readonly html: string;
  readonly text: string;
}

/**
 * A small table as accessible HTML (caption, column headers with scope, numbers right-aligned) and as aligned
 * plain text. Every text is escaped and on one line of at most `textLength` characters; null shows as an en dash. No rows
 * give a table that says so.
 */
export function toTable(source: TableSource, options: TableOptions): ShownTable {
  const { formats = {}, limit = 50, textLength = 120 } = options;
  const { rows, total, names } = readSource(source, limit);
  const columns = (options.columns ?? names).map((column) =>
    typeof column === "string" ? { name: column, heading: column.replaceAll("_", " ") } : column,
  );
  const cells = rows.map((row) =>
    columns.map(({ name }) => {
      const value = (row as Record<string, unknown>)[name];
      return { text: plainLine(cellText(value, formats[name]), textLength), isNumber: isQuantity(value) };
    }),
  );
  const rightAligned = columns.map(
    ({ name }, c) => formats[name] !== "text" && cells.some((row) => row[c]!.isNumber),
  );
  const caption = [
    plainLine(options.caption),
    rows.length < total ? `(${formatNumber(total - rows.length)} more rows not shown)` : "",
    rows.length === 0 ? "(no rows)" : "",
    options.simulated ? "SIMULATED data." : "",
  ]
    .filter(Boolean)
    .join(" ");
  return {
    html: htmlTable(caption, columns, cells, rightAligned),
    text: textTable(caption, columns, cells, rightAligned),
  };
}

interface Column {
  readonly name: string;
  readonly heading: string;
}

type Cells = readonly (readonly { text: string; isNumber: boolean }[])[];

function readSource(
  source: TableSource,
  limit: number,
): { rows: readonly object[]; total: number; names: string[] } {
  if ("columnNames" in source) {
    return { rows: source.objects({ limit }), total: source.numRows(), names: source.columnNames() };
  }
  const rows = source.slice(0, limit);
  return { rows, total: source.length, names: [...new Set(rows.flatMap((row) => Object.keys(row)))] };
}

function isQuantity(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

function cellText(value: unknown, format: CellFormat | undefined): string {
  if (typeof format === "function") return format(value);
  if (value === null || value === undefined) return unknownMark;
  if (format !== "text") {
    if (format === "share" && typeof value === "number") return formatShare(value);
    if (typeof value === "number" || typeof value === "bigint") return formatNumber(value);
    if (value instanceof Date) return formatDate(value);
    if (format === "date") return formatDate(new Date(String(value)));
    if (typeof value === "boolean") return value ? "yes" : "no";
  }
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "object" && !(value instanceof Date) ? JSON.stringify(value) : String(value);
}

function htmlTable(
  caption: string,
  columns: readonly Column[],
  cells: Cells,
  right: readonly boolean[],
): string {
  const align = (c: number) =>
    right[c] ? ' style="text-align:right;font-variant-numeric:tabular-nums"' : ' style="text-align:left"';
  const head = columns.map(
    ({ heading }, c) => `<th scope="col"${align(c)}>${escapeMarkup(plainLine(heading))}</th>`,
  );
  const body = cells.map(
    (row) => `<tr>${row.map(({ text }, c) => `<td${align(c)}>${escapeMarkup(text)}</td>`).join("")}</tr>`,
  );
  return [
    `<table class="hub-evolution"><caption style="text-align:left">${escapeMarkup(caption)}</caption>`,
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody></table>`,
  ].join("\n");
}

function textTable(
  caption: string,
  columns: readonly Column[],
  cells: Cells,
  right: readonly boolean[],
): string {
  const lines = [
    columns.map(({ heading }) => plainLine(heading)),
    ...cells.map((row) => row.map(({ text }) => text)),
  ];
  const widths = columns.map((_, c) => Math.max(...lines.map((line) => [...line[c]!].length)));
  const pad = (text: string, c: number) => {
    const gap = " ".repeat(widths[c]! - [...text].length);
    return right[c] ? gap + text : text + gap;
  };
  const [head, ...body] = lines.map((line) => line.map(pad).join("  ").trimEnd());
  return [caption, head, widths.map((width) => "-".repeat(width)).join("  "), ...body].join("\n");
}
