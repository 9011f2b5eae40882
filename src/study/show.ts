import type { Figure } from "../plot/figure.js";
import { displayBundle } from "./kernel-display.js";
import type { MimeBundle } from "./notebook.js";

/** MIME type under which a figure's facts lie in an executed notebook, beside its picture. */
export const figureMime = "application/vnd.hub-evolution.figure+json";

/** Facts of a figure that was shown. */
export type ShownFigure = Pick<Figure, "name" | "title" | "caption" | "simulated">;

/** The rows behind a figure as CSV (RFC 4180), header first; null is empty. */
export function csvOf(rows: Figure["rows"]): string {
  const cell = (value: unknown) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => `${cells.map(cell).join(",")}\n`)
    .join("");
}

/** Shows a figure in the notebook: interactive, as a static picture, and with the numbers behind it. */
export async function show(figure: Figure): Promise<void> {
  const { name, title, caption, simulated } = figure;
  const bundle: MimeBundle = {
    "application/vnd.plotly.v1+json": { data: figure.data, layout: figure.layout },
    "text/csv": csvOf(figure.rows),
    "text/plain": `${title}\n${caption}`,
  };
  const facts: ShownFigure = { name, title, caption, simulated };
  displayBundle({ [figureMime]: facts, ...bundle });
}
