import { type TableOptions, type TableSource, toTable } from "../plot/index.js";
import { displayBundle } from "./kernel-display.js";
import { anySimulated } from "./open-role.js";

/** What plot's toTable takes; whether the data is simulated is known from the snapshots that are open. */
export interface ShowTableOptions extends Omit<Partial<TableOptions>, "simulated"> {
  /** Headings of some columns, where all are shown. */
  readonly headings?: Readonly<Record<string, string>>;
}

/**
 * Shows rows, or an arquero table, as a table: HTML for a reader, aligned text for a terminal. Unknown values show as
 * an en dash. The caption says SIMULATED where a simulated snapshot is open.
 */
export function showTable(
  source: TableSource,
  { caption = "", headings = {}, ...options }: ShowTableOptions = {},
): void {
  const names = "columnNames" in source ? source.columnNames() : Object.keys(source[0] ?? {});
  const columns = names.map((name) => (headings[name] ? { name, heading: headings[name] } : name));
  const { html, text } = toTable(source, { columns, ...options, caption, simulated: anySimulated() });
  displayBundle({ "text/html": html, "text/plain": text });
}
