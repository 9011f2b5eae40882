import { displayBundle, kernelWriter } from "./kernel-display.js";
import { inStudy } from "./study-environment.js";

/** MIME type under which a named result lies in an executed notebook. */
export const resultMime = "application/vnd.hub-evolution.result+json";

/** A named result, as results.json lists it. */
export interface StudyResult {
  readonly name: string;
  readonly value: number | string | boolean;
  /** Ends of the interval; null where the value has none (a plain count). */
  readonly low: number | null;
  readonly high: number | null;
  /** How many observations it rests on. */
  readonly n: number;
  readonly unit: string;
  readonly notebook: string;
  readonly snapshot: string;
  /** ISO time. */
  readonly asOf: string;
}

export interface RecordOptions {
  readonly low?: number | null;
  readonly high?: number | null;
  readonly n: number;
  readonly unit?: string;
  /** Snapshot that the value was computed on. */
  readonly snapshot: { readonly name: string; readonly asOf: Date };
}

/** Name → the execution that recorded it (its writer is new each time a cell runs). */
const recorded = new Map<string, unknown>();

/**
 * Records a named result: it is shown in the notebook and lands in results.json with the notebook, snapshot and as-of.
 *
 * @param name lower-case words with hyphens, unique in its notebook: "doubling-time".
 * @throws RangeError for NaN or an infinite number, a missing or negative n, an interval of one end, ends out of order
 * (low ≤ value ≤ high must hold), a malformed name or one recorded before.
 */
export function record(name: string, value: number | string | boolean, options: RecordOptions): void {
  const { low = null, high = null, n, unit = "", snapshot } = options ?? {};
  const refuse = (why: string): never => {
    throw new RangeError(`record("${name}"): ${why}`);
  };
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    refuse("a name is lower-case words and digits joined by hyphens");
  if (
    typeof value === "number"
      ? !Number.isFinite(value)
      : typeof value !== "string" && typeof value !== "boolean"
  ) {
    refuse(`the value is ${String(value)}; a result is a finite number, a text or a truth value`);
  }
  if (!Number.isFinite(n) || n < 0) refuse(`n is ${String(n)}; say how many observations the value rests on`);
  if (!snapshot?.name || !(snapshot.asOf instanceof Date) || Number.isNaN(snapshot.asOf.getTime())) {
    refuse("say which snapshot it comes from: { snapshot: hub }");
  }
  if ((low === null) !== (high === null)) refuse("an interval has two ends, low and high");
  if (low !== null && high !== null) {
    if (!Number.isFinite(low) || !Number.isFinite(high)) refuse(`the interval is ${low} to ${high}`);
    if (typeof value !== "number") refuse("only a number has an interval");
    else if (low > value || value > high) refuse(`low ${low}, value ${value}, high ${high} are out of order`);
  }
  // Re-running a cell by hand records its names again, which is fine; in a study run every cell runs once.
  const execution = kernelWriter();
  if (recorded.has(name) && (inStudy() || recorded.get(name) === execution))
    refuse("this name was recorded before");
  recorded.set(name, execution);
  const result: Omit<StudyResult, "notebook"> = {
    name,
    value,
    low,
    high,
    n,
    unit,
    snapshot: snapshot.name,
    asOf: snapshot.asOf.toISOString(),
  };
  const interval = low === null ? "" : ` [${low}, ${high}]`;
  displayBundle({
    [resultMime]: result,
    "text/plain": `${name} = ${value}${interval}${unit && ` ${unit}`} (n = ${n})`,
  });
}
