import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { joined, type Notebook } from "./notebook.js";
import { shownFigures } from "./notebook-outputs.js";

/** "01-growth/models-a-month" → "sha256:…" of the figure's numbers. */
export type FigureHashes = Readonly<Record<string, string>>;

/**
 * Significant digits to which a figure's fractions are rounded before they are hashed: another machine's last digits
 * differ, and iterative fits amplify that. Whole numbers, dates and texts count as they stand.
 */
export const hashedDigits = 6;

/** A figure's CSV with its fractions rounded to {@link hashedDigits} and those below 10⁻¹² as 0. */
export function normaliseCsv(csv: string): string {
  return csv.replace(/"(?:[^"]|"")*"|[^,\r\n]+/g, (field) => {
    if (!/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(field) || /^-?\d+$/.test(field)) return field;
    const number = Number(field);
    return String(Math.abs(number) < 1e-12 ? 0 : Number(number.toPrecision(hashedDigits)));
  });
}

/** The hash of a figure's numbers. */
export const figureHash = (csv: string): string =>
  `sha256:${createHash("sha256").update(normaliseCsv(csv)).digest("hex")}`;

/** The hashes of the figures that an executed notebook shows, by notebook and figure. */
export function figureHashesOf(name: string, executed: Pick<Notebook, "cells">): FigureHashes {
  return Object.fromEntries(
    shownFigures(executed).flatMap((figure) => {
      const csv = figure.bundle["text/csv"];
      return csv === undefined ? [] : [[`${name}/${figure.name}`, figureHash(joined(csv))]];
    }),
  );
}

/** The file beside the committed results: "published.json" has "published-figures.json". */
export const figureHashesFile = (results: string): string => results.replace(/(?:\.json)?$/, "-figures.json");

/** One figure a line, sorted by name, so that two branches that touch different figures merge. */
export function figureHashesText(hashes: FigureHashes): string {
  return `${JSON.stringify(Object.fromEntries(Object.entries(hashes).sort()), null, 2)}\n`;
}

/** Reads such a file. Throws where it is absent or of another shape; the message says what to do. */
export function readFigureHashes(path: string): FigureHashes {
  if (!existsSync(path)) {
    throw new Error(`${path} does not exist: nothing to compare figures with. Write it with --write.`);
  }
  let hashes: unknown;
  try {
    hashes = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path} cannot be read as hashes of figures: ${(error as Error).message}`);
  }
  if (typeof hashes !== "object" || hashes === null || Array.isArray(hashes)) {
    throw new Error(`${path} holds no hashes of figures by name. Write it anew with --write.`);
  }
  return hashes as FigureHashes;
}

const notebookOf = (key: string) => key.split("/")[0]!;

/** Kept hashes with those of the notebooks that ran now put in their place. */
export function mergedHashes(path: string, ran: readonly string[], hashes: FigureHashes): FigureHashes {
  const kept = existsSync(path) ? Object.entries(readFigureHashes(path)) : [];
  return { ...Object.fromEntries(kept.filter(([key]) => !ran.includes(notebookOf(key)))), ...hashes };
}

/** One line a figure whose numbers moved, that is missing or new. Figures of notebooks that did not run are left alone. */
export function compareFigures(
  before: FigureHashes,
  after: FigureHashes,
  notebooks: readonly string[],
): string[] {
  const known = Object.fromEntries(
    Object.entries(before).filter(([key]) => notebooks.includes(notebookOf(key))),
  );
  return [...new Set([...Object.keys(known), ...Object.keys(after)])].sort().flatMap((key) => {
    const [notebook, name] = key.split("/");
    if (known[key] === after[key]) return [];
    if (after[key] === undefined) return [`${notebook}: figure ${name} is missing`];
    if (known[key] === undefined) return [`${notebook}: figure ${name} is new`];
    return [`${notebook}: figure ${name} is drawn from other numbers`];
  });
}
