import { type Axis, axisLayout, columnName, onScale, placeJson } from "./axis.js";
import { categoryAxis } from "./category-axis.js";
import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatNumber } from "./format.js";
import { palette, withOpacity } from "./theme.js";

/** A distribution in five numbers. */
export interface BoxGroup {
  readonly label: string;
  /** Ends of the whiskers; say in the note which quantiles they are. */
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly high: number;
  readonly n: number;
}

export interface BoxSpec extends FigureSpec {
  readonly category: string;
  readonly value: Axis;
  /** First on top. */
  readonly groups: readonly BoxGroup[];
}

/**
 * Distributions side by side as lying box plots, from quantiles that were computed where the data is. On a log
 * axis a whisker or quartile at or below zero ends at the smallest value shown, and the caption says so.
 */
export function boxFigure(spec: BoxSpec, provenance: Provenance): Figure {
  const { groups, value } = spec;
  const numbers = groups.flatMap(({ low, q1, median, q3, high }) => [low, q1, median, q3, high]);
  const least = Math.min(...numbers.filter((number) => number > 0));
  const place = (number: number) => onScale(number, value) ?? placeJson(least);
  const pulled = value.scale === "log" ? numbers.filter((number) => number <= 0).length : 0;
  return composeFigure(spec, provenance, {
    data: [
      {
        type: "box",
        orientation: "h",
        name: "",
        y: groups.map((_, i) => i),
        lowerfence: groups.map(({ low }) => place(low)),
        q1: groups.map(({ q1 }) => place(q1)),
        median: groups.map(({ median }) => place(median)),
        q3: groups.map(({ q3 }) => place(q3)),
        upperfence: groups.map(({ high }) => place(high)),
        line: { color: palette[0], width: 1.6 },
        fillcolor: withOpacity(palette[0], 0.25),
        whiskerwidth: 0.4,
        width: 0.6,
        showlegend: false,
      },
    ],
    layout: {
      xaxis: { ...axisLayout(value, numbers), showgrid: true },
      yaxis: categoryAxis(
        groups.map(({ label, n }) => `${label} (n = ${formatNumber(n)})`),
        { topDown: true, title: spec.category },
      ),
    },
    rows: groups.map(({ label, n, low, q1, median, q3, high }) => ({
      [columnName({ title: spec.category })]: label,
      n,
      low,
      q1,
      median,
      q3,
      high,
    })),
    height: Math.max(140, 40 * groups.length),
    remarks: [
      pulled > 0 && `${counted(pulled, "quantile")} at or below zero drawn at the smallest value shown`,
    ],
  });
}
