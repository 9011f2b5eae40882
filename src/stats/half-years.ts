import { groupBy } from "./group-by.js";

/**
 * Values by half-year (January to June, July to December, UTC), in order of time; those without a time are left out, and so
 * are half-years of fewer than `least` values.
 */
export function halfYears<V>(
  values: Iterable<V>,
  timeOf: (value: V) => Date | null,
  { least = 1 } = {},
): { start: Date; values: V[] }[] {
  const startOf = (time: Date) => Date.UTC(time.getUTCFullYear(), time.getUTCMonth() < 6 ? 0 : 6, 1);
  const dated = [...values]
    .map((value) => ({ value, time: timeOf(value) }))
    .filter(({ time }) => time !== null);
  return groupBy(dated, ({ time }) => startOf(time!))
    .filter(([, own]) => own.length >= least)
    .sort(([a], [b]) => a - b)
    .map(([start, own]) => ({ start: new Date(start), values: own.map(({ value }) => value) }));
}
