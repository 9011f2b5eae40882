import { escapeHtml } from "./escape-html.js";
import { displayBundle } from "./kernel-display.js";
import { anySimulated } from "./open-role.js";

export type TableRow = Readonly<Record<string, unknown>>;

export interface ShowTableOptions {
  /** States what the table shows. */
  readonly caption?: string;
  /** Columns in order; those of the first row by default. */
  readonly columns?: readonly string[];
  /** Heading of a column, where not its name. */
  readonly headings?: Readonly<Record<string, string>>;
  /** Rows shown; a line says how many were left out. */
  readonly limit?: number;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$|\.000Z$/, "");
  if (typeof value === "bigint") return value.toLocaleString("en-US");
  if (typeof value !== "number") return String(value);
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString("en-US");
  return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6
    ? value.toLocaleString("en-US", { maximumSignificantDigits: 4 })
    : value.toExponential(2);
}

/**
 * Shows rows as a table: HTML for a reader, aligned text for a terminal. Unknown values show as "–". Takes plain rows
 * or anything with objects(), such as an arquero table. Says SIMULATED where a simulated snapshot is open.
 */
export function showTable(
  rows: readonly TableRow[] | { objects(): readonly object[] },
  { caption, columns, headings = {}, limit = 50 }: ShowTableOptions = {},
): void {
  const all = ("objects" in rows ? rows.objects() : rows) as readonly TableRow[];
  const names = columns ?? Object.keys(all[0] ?? {});
  const heading = (name: string) => headings[name] ?? name;
  const shown = all.slice(0, limit);
  const left = all.length - shown.length;
  const numeric = new Set(
    names.filter((name) =>
      shown.some((row) => typeof row[name] === "number" || typeof row[name] === "bigint"),
    ),
  );
  const title = [anySimulated() ? "SIMULATED" : "", caption ?? ""].filter(Boolean).join(". ");
  const more = left > 0 ? `${left.toLocaleString("en-US")} more rows` : "";
  const cells = shown.map((row) => names.map((name) => cellText(row[name])));
  const align = (name: string) =>
    numeric.has(name) ? ' style="text-align:right"' : ' style="text-align:left"';
  const html = [
    "<table>",
    ...(title ? [`<caption>${escapeHtml(title)}</caption>`] : []),
    `<thead><tr>${names.map((name) => `<th scope="col"${align(name)}>${escapeHtml(heading(name))}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...cells.map(
      (row) =>
        `<tr>${row.map((text, column) => `<td${align(names[column]!)}>${escapeHtml(text)}</td>`).join("")}</tr>`,
    ),
    "</tbody>",
    "</table>",
    ...(more ? [`<p>${more}</p>`] : []),
  ].join("\n");
  const widths = names.map((name, column) =>
    Math.max(heading(name).length, ...cells.map((row) => row[column]!.length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, column) =>
        numeric.has(names[column]!) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!),
      )
      .join("  ")
      .trimEnd();
  const plain = [
    ...(title ? [title] : []),
    line(names.map(heading)),
    ...cells.map(line),
    ...(more ? [more] : []),
  ];
  displayBundle({ "text/html": html, "text/plain": plain.join("\n") });
}
