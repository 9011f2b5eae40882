import { type Axis, axisLayout } from "./axis.js";
import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatNumber } from "./format.js";
import { plotlyLabel } from "./label-text.js";
import {
  countPlaces,
  type LineSeries,
  lineColours,
  lineRows,
  lineTraces,
  thinSeries,
} from "./line-figure.js";
import { fontSize, ink } from "./theme.js";

export interface SurvivalLine {
  readonly name: string;
  /** Ascending, from 0. */
  readonly times: readonly number[];
  /** The share still alive from each time on. */
  readonly survival: readonly number[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** How many are still watched at some times, shown below the axis. */
  readonly atRisk?: readonly { readonly time: number; readonly n: number }[];
}

export interface SurvivalSpec extends FigureSpec {
  /** Time with its unit: "time since the first commit (days)". */
  readonly time: Pick<Axis, "title" | "range" | "column">;
  /** What survives: "models still worked on". */
  readonly survivors: string;
  readonly curves: readonly SurvivalLine[];
}

/** Survival curves as steps with confidence bands and, below, the numbers at risk. */
export function survivalFigure(spec: SurvivalSpec, provenance: Provenance): Figure {
  const x: Axis = spec.time;
  const y: Axis = {
    title: `share of ${spec.survivors}`,
    scale: "share",
    range: [0, 1.02],
    column: "survival",
  };
  const whole: LineSeries[] = spec.curves.map(({ name, times, survival, low, high }) => ({
    name,
    x: times,
    y: survival,
    ...(low && high && { low, high }),
  }));
  const series = whole.map((one) => thinSeries(one, x, y, true));
  const left = countPlaces(whole) - countPlaces(series);
  const colours = lineColours(series);
  const watched = spec.curves.filter(({ atRisk }) => atRisk?.length);
  const line = 16;
  const annotations = watched.flatMap((curve, i) => [
    {
      text: plotlyLabel(curve.name, 20),
      xref: "paper",
      x: 0,
      xanchor: "right",
      xshift: -30,
      yref: "paper",
      y: 0,
      yanchor: "top",
      yshift: -(62 + line * (i + 1)),
      showarrow: false,
      font: { size: fontSize.note, color: colours[spec.curves.indexOf(curve)] },
    },
    ...curve.atRisk!.map(({ time, n }) => ({
      text: formatNumber(n),
      xref: "x",
      x: time,
      yref: "paper",
      y: 0,
      yanchor: "top",
      yshift: -(62 + line * (i + 1)),
      showarrow: false,
      font: { size: fontSize.note, color: colours[spec.curves.indexOf(curve)] },
    })),
  ]);
  const heading = {
    text: "number at risk",
    xref: "paper",
    x: 0,
    xanchor: "left",
    yref: "paper",
    y: 0,
    yanchor: "top",
    yshift: -62,
    showarrow: false,
    font: { size: fontSize.note, color: ink },
  };
  return composeFigure(spec, provenance, {
    data: series.flatMap((one, i) => lineTraces(one, colours[i]!, { x, y, steps: true })),
    layout: {
      xaxis: { ...axisLayout(x, []), rangemode: "tozero" },
      yaxis: axisLayout(y, []),
      ...(watched.length > 0 && { annotations: [heading, ...annotations], margin: { l: 160 } }),
    },
    rows: lineRows(series, x, y),
    height: 390,
    below: watched.length > 0 ? 66 + line * (watched.length + 1) : 58,
    remarks: [
      left > 0 && `${counted(left, "time")} too close to the drawn line to show`,
      series.some(({ low }) => low) && !/band|interval/i.test(spec.note ?? "") && "Bands are intervals",
    ],
  });
}
