import type { StudyResult } from "./record.js";

/** A named number that differs from the committed one. */
export interface Movement {
  readonly notebook: string;
  readonly name: string;
  /** value, low, high, n, snapshot, asOf or unit; "missing" or "new" for a whole result. */
  readonly what: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * By how much of its size a number may differ and still be the same. Another machine's or Node version's logarithms and
 * exponentials differ in the last digits, and iterative fits amplify that; the end of a bootstrap interval is one
 * resample's value, and where two resamples lie close, the other one may come out at its place.
 */
export const tolerances = {
  /** value, where it is no whole number before and after; a count must be equal. */
  estimate: 1e-6,
  /** low and high. */
  end: 1e-4,
} as const;

/** Which rule holds for a part of a result. Texts, truth values, n, unit, snapshot and as-of must be equal. */
function toleranceOf(what: ComparedPart, before: unknown, after: unknown): number {
  if (what === "low" || what === "high") return tolerances.end;
  return what === "value" && !(Number.isInteger(before) && Number.isInteger(after)) ? tolerances.estimate : 0;
}

const comparedParts = ["value", "low", "high", "n", "unit", "snapshot", "asOf"] as const;
type ComparedPart = (typeof comparedParts)[number];

function same(what: ComparedPart, before: unknown, after: unknown): boolean {
  if (before === after || typeof before !== "number" || typeof after !== "number") return before === after;
  const size = Math.max(Math.abs(before), Math.abs(after));
  return Math.abs(before - after) <= toleranceOf(what, before, after) * size;
}

/**
 * Every number that moved between two lists of results, matched by notebook and name. Results of notebooks that did
 * not run this time are left alone.
 */
export function compareResults(
  before: readonly StudyResult[],
  after: readonly StudyResult[],
  notebooks: readonly string[],
): Movement[] {
  const key = ({ notebook, name }: StudyResult) => `${notebook}\n${name}`;
  const found = new Map(after.map((result) => [key(result), result]));
  const known = new Set(before.map(key));
  const moved: Movement[] = [];
  for (const old of before) {
    if (!notebooks.includes(old.notebook)) continue;
    const { notebook, name } = old;
    const now = found.get(key(old));
    if (!now) moved.push({ notebook, name, what: "missing", before: old.value, after: null });
    else {
      for (const what of comparedParts) {
        if (!same(what, old[what], now[what]))
          moved.push({ notebook, name, what, before: old[what], after: now[what] });
      }
    }
  }
  for (const result of after) {
    if (known.has(key(result))) continue;
    moved.push({
      notebook: result.notebook,
      name: result.name,
      what: "new",
      before: null,
      after: result.value,
    });
  }
  return moved;
}

/** One line a movement. */
export function movementText({ notebook, name, what, before, after }: Movement): string {
  if (what === "missing") return `${notebook}: ${name} is missing (was ${before})`;
  if (what === "new") return `${notebook}: ${name} is new (${after})`;
  return `${notebook}: ${name} ${what} moved from ${before} to ${after}`;
}
