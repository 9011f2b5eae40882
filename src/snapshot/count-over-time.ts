import { creationWindow, type WindowOptions } from "./creation-window.js";
import type { Snapshot } from "./open-snapshot.js";

export interface CountOverTimeOptions extends WindowOptions {
  /** SQL of what is counted: a column, an expression, or `unnest(list)` for models that have several. Null is not counted. */
  readonly key: string;
  /** A further SQL condition on the models. */
  readonly where?: string;
  /** What follows FROM, where it is not the models table alone. */
  readonly source?: string;
}

/** Counts by period of creation. Every list has one value a period, in order; a period without models holds 0. */
export interface CountsOverTime {
  /** First days of the periods. */
  readonly starts: readonly Date[];
  /** Models made in each period, those without a key too. */
  readonly totals: readonly number[];
  /** Models in the window: the sum of the totals. */
  readonly n: number;
  /** Keys by their count in the window, most first; ties by name. */
  readonly keys: readonly string[];
  /** Counts of one key; zeros for a key that does not occur. */
  of(key: string): readonly number[];
  /** Count of one key in the whole window. */
  sum(key: string): number;
}

/**
 * Counts models by period of creation and key, in SQL. Only whole periods after the creation-time floor are counted
 * (creationWindow). A model whose list names a key twice counts twice; use list_distinct where that can happen.
 */
export async function countOverTime(
  hub: Snapshot,
  { key, where = "true", source = "models", ...window }: CountOverTimeOptions,
): Promise<CountsOverTime> {
  const { each = "month", time = "created_at" } = window;
  const start = `date_trunc('${each}', ${time})::TIMESTAMP AS start`;
  const inside = `FROM ${source} WHERE ${creationWindow(hub, window)} AND (${where})`;
  const periods = await hub.rows<{ start: Date; models: number }>(
    `SELECT start, count(*) AS models FROM (SELECT ${start} ${inside}) GROUP BY start ORDER BY start`,
  );
  const rows = await hub.rows<{ start: Date; key: string; uses: number }>(
    `SELECT start, key::VARCHAR AS key, count(*) AS uses FROM (SELECT ${start}, ${key} AS key ${inside})
     WHERE key IS NOT NULL GROUP BY ALL`,
  );
  const starts = everyPeriod(periods, each);
  const placeOf = new Map(starts.map((date, place) => [date.getTime(), place]));
  const totals = starts.map(() => 0);
  for (const { start: date, models } of periods) totals[placeOf.get(date.getTime())!] = models;
  const counts = new Map<string, number[]>();
  for (const row of rows) {
    let line = counts.get(row.key);
    if (!line) {
      line = starts.map(() => 0);
      counts.set(row.key, line);
    }
    line[placeOf.get(row.start.getTime())!] = row.uses;
  }
  const add = (line: readonly number[]) => line.reduce((sum, value) => sum + value, 0);
  const sums = new Map([...counts].map(([name, line]) => [name, add(line)]));
  const none = starts.map(() => 0);
  return {
    starts,
    totals,
    n: add(totals),
    keys: [...sums.keys()].sort((a, b) => sums.get(b)! - sums.get(a)! || (a < b ? -1 : 1)),
    of: (name) => counts.get(name) ?? none,
    sum: (name) => sums.get(name) ?? 0,
  };
}

const monthsIn = { week: 0, month: 1, quarter: 3, year: 12 } as const;

/** The periods from the first to the last, those without a model too: a gap is a zero, not a jump. */
function everyPeriod(periods: readonly { start: Date }[], each: keyof typeof monthsIn): Date[] {
  if (periods.length === 0) return [];
  const last = periods[periods.length - 1]!.start;
  const starts = [periods[0]!.start];
  for (;;) {
    const date = starts[starts.length - 1]!;
    const next =
      each === "week"
        ? new Date(date.getTime() + 7 * 864e5)
        : new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsIn[each], 1));
    if (next > last) return starts;
    starts.push(next);
  }
}
