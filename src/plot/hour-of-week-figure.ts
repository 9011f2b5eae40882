import type { FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { heatMapFigure } from "./heat-map-figure.js";

export interface HourOfWeekSpec extends FigureSpec {
  /** Seven lists of 24, Monday first, hours of the day in UTC. */
  readonly counts: readonly (readonly number[])[];
  /** What the cells count: "commits an hour". */
  readonly value: string;
}

/** When in the week things happen. */
export function hourOfWeekFigure({ counts, ...spec }: HourOfWeekSpec, provenance: Provenance): Figure {
  return heatMapFigure(
    {
      ...spec,
      row: "day",
      column: "hour of the day (UTC)",
      rows: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      columns: Array.from({ length: 24 }, (_, hour) => String(hour)),
      values: counts,
      labelled: false,
      height: spec.height ?? 230,
    },
    provenance,
  );
}
