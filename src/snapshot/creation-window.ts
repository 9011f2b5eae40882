/** Stretches of the calendar, in UTC; weeks begin on Monday. */
export type Period = "week" | "month" | "quarter" | "year";

export interface WindowOptions {
  /** Only whole periods are in the window. Default "month". */
  readonly each?: Period;
  /** First day, ISO. Default 2022-04-01, the first whole month after the creation-time floor of March 2022. */
  readonly from?: string;
  /** A column or expression with the time of creation. Default created_at. */
  readonly time?: string;
}

/**
 * SQL condition for the models that a comparison over time may use: made in whole periods from `from` on and before the
 * snapshot's unfinished last one, and not at the creation-time floor. Models without a time are outside. Models deleted
 * before the snapshot are not in it, so early periods hold survivors.
 */
export function creationWindow(
  { asOf }: { readonly asOf: Date },
  { each = "month", from = "2022-04-01", time = "created_at" }: WindowOptions = {},
): string {
  const end = `date_trunc('${each}', TIMESTAMP '${asOf.toISOString().slice(0, 19)}')`;
  const floor = time === "created_at" ? "NOT created_at_is_floor AND " : "";
  return `(${floor}${time} >= TIMESTAMP '${from}' AND ${time} < ${end})`;
}
