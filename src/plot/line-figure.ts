import { type Axis, axisLayout, columnName, onScale, type Place, placeJson } from "./axis.js";
import { composeFigure, counted, type FigureRow, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { plotlyLabel } from "./label-text.js";
import { simplifyLine } from "./simplify-line.js";
import { fontSize, ink, muted, seriesColour, withOpacity } from "./theme.js";

export interface LineSeries {
  readonly name: string;
  readonly x: readonly Place[];
  /** Null leaves a gap. */
  readonly y: readonly (number | null)[];
  /** Ends of an interval, drawn as a ribbon. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** For fits, forecasts and references. */
  readonly dashed?: boolean;
  /** Points without a line join them: observations beside a fit. */
  readonly points?: boolean;
  /** Grey, and outside the count of six: unknown, other, a reference. */
  readonly muted?: boolean;
}

export interface LineSpec extends FigureSpec {
  readonly x: Axis;
  readonly y: Axis;
  /** At most six, muted ones aside. */
  readonly series: readonly LineSeries[];
  /** Areas piled on each other, for parts of a whole. */
  readonly stacked?: boolean;
  /** Holds its value until the next place, for survival and counts. */
  readonly steps?: boolean;
  /** Shaded stretches of the x axis: held-out months, the creation-time floor. */
  readonly regions?: readonly { readonly from: Place; readonly to: Place; readonly label: string }[];
  /** Vertical lines. */
  readonly marks?: readonly { readonly at: Place; readonly label: string }[];
}

/** Lines or stacked areas over time or any other axis, with interval ribbons, shaded stretches and marks. */
export function lineFigure(spec: LineSpec, provenance: Provenance): Figure {
  const colours = lineColours(spec.series);
  const thinned = spec.stacked
    ? spec.series
    : spec.series.map((series) => thinSeries(series, spec.x, spec.y, spec.steps));
  const left = countPlaces(spec.series) - countPlaces(thinned);
  const lines = thinned.map((series, i) => lineTraces(series, colours[i]!, spec));
  const undrawn = countUndrawn(spec);
  return composeFigure(spec, provenance, {
    data: lines.flat(),
    layout: {
      xaxis: axisLayout(
        spec.x,
        spec.series.flatMap(({ x }) => x.map(placeJson)),
      ),
      yaxis: {
        ...axisLayout(
          spec.y,
          spec.series.flatMap((series) => [series.y, series.low ?? [], series.high ?? []].flat()),
        ),
        ...(spec.y.scale !== "log" && !spec.y.range && { rangemode: "tozero" }),
      },
      ...stretches(spec),
    },
    rows: lineRows(thinned, spec.x, spec.y),
    above: spec.marks?.length ? 14 : 0,
    remarks: [
      left > 0 && `${counted(left, "place")} too close to the drawn line to show`,
      undrawn > 0 && `${counted(undrawn, "value")} at or below zero cannot be shown on the log axis`,
      spec.series.some(({ low }) => low) && !/interval/i.test(spec.note ?? "") && "Ribbons are intervals",
    ],
  });
}

/** Colour of each series; muted ones take none of the six. */
export function lineColours(series: readonly { readonly muted?: boolean }[]): string[] {
  let next = 0;
  return series.map((one) => (one.muted ? muted : seriesColour(next++)));
}

/** A series as plotly traces: its ribbon, then its line. `extra` goes into each, such as the axes of a panel. */
export function lineTraces(
  series: LineSeries,
  colour: string,
  spec: Pick<LineSpec, "x" | "y" | "stacked" | "steps">,
  extra: Record<string, unknown> = {},
): Record<string, unknown>[] {
  requireAligned(series);
  const name = plotlyLabel(series.name);
  const x = series.x.map((place) => onScale(place, spec.x));
  const y = series.y.map((value) => onScale(value, spec.y));
  const shape = spec.steps ? { shape: "hv" } : {};
  const line = {
    type: "scatter",
    mode: series.points ? "markers" : y.length === 1 ? "lines+markers" : "lines",
    name,
    x,
    y,
    ...(series.points
      ? { marker: { color: colour, size: 6 } }
      : { line: { color: colour, width: 2.2, ...(series.dashed && { dash: "dash" }), ...shape } }),
    ...(spec.stacked && {
      stackgroup: "whole",
      fillcolor: withOpacity(colour, 0.75),
      line: { color: colour, width: 0.8 },
    }),
    ...extra,
  };
  return [...ribbon(series, name, colour, spec, extra), line];
}

function ribbon(
  series: LineSeries,
  name: string,
  colour: string,
  spec: Pick<LineSpec, "x" | "y" | "steps">,
  extra: Record<string, unknown>,
): Record<string, unknown>[] {
  const { low, high } = series;
  if (!low || !high) return [];
  const x: (number | string | null)[] = [];
  const y: (number | string | null)[] = [];
  const floor = spec.y.scale === "log" ? smallestPositive(series) : null;
  let run: { at: number | string; low: number; high: number }[] = [];
  const close = () => {
    if (run.length > 1) {
      const edge = spec.steps
        ? run.flatMap((point, i) => (i === 0 ? [point] : [{ ...run[i - 1]!, at: point.at }, point]))
        : run;
      if (x.length) {
        x.push(null);
        y.push(null);
      }
      x.push(...edge.map(({ at }) => at), ...edge.map(({ at }) => at).reverse());
      y.push(...edge.map((point) => point.high), ...edge.map((point) => point.low).reverse());
    }
    run = [];
  };
  for (let i = 0; i < series.x.length; i++) {
    const at = onScale(series.x[i], spec.x);
    const lowest = onScale(low[i], spec.y) ?? (typeof low[i] === "number" ? floor : null);
    const highest = onScale(high[i], spec.y);
    if (at === null || typeof lowest !== "number" || typeof highest !== "number") close();
    else run.push({ at, low: lowest, high: highest });
  }
  close();
  if (x.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "lines",
      name: `${name} (interval)`,
      x,
      y,
      fill: "toself",
      fillcolor: withOpacity(colour, 0.18),
      line: { width: 0 },
      hoverinfo: "skip",
      showlegend: false,
      ...extra,
    },
  ];
}

/** An interval that reaches zero ends at the axis's lower end on a log scale. */
function smallestPositive({ y, low, high }: LineSeries): number | null {
  let least = Number.POSITIVE_INFINITY;
  for (const value of [y, low ?? [], high ?? []].flat())
    if (value && value > 0 && value < least) least = value;
  return Number.isFinite(least) ? least : null;
}

/** One row a point, in column order series, x, y, low, high. */
export function lineRows(series: readonly LineSeries[], x: Axis, y: Axis): FigureRow[] {
  const xColumn = columnName(x);
  const yColumn = columnName(y) === xColumn ? `${columnName(y)}_y` : columnName(y);
  const intervals = series.some(({ low, high }) => low && high);
  return series.flatMap((one) =>
    one.x.map((place, i) => ({
      series: one.name,
      [xColumn]: placeJson(place),
      [yColumn]: placeJson(one.y[i]),
      ...(intervals && { low: placeJson(one.low?.[i]), high: placeJson(one.high?.[i]) }),
    })),
  );
}

/** Shapes and labels of regions and marks. */
export function stretches({
  regions = [],
  marks = [],
  series,
}: Pick<LineSpec, "regions" | "marks" | "series">): { shapes: Record<string, unknown>[] } {
  const along = series.flatMap(({ x }) => x.map(position)).filter(Number.isFinite);
  const middle = along.length ? (smallest(along) - smallest(along.map((at) => -at))) / 2 : 0;
  const label = (text: string, textposition: string) => ({
    text: plotlyLabel(text, 50),
    textposition,
    font: { size: fontSize.note, color: ink },
    padding: 4,
  });
  return {
    shapes: [
      ...regions.map(({ from, to, label: text }) => ({
        type: "rect",
        xref: "x",
        yref: "paper",
        x0: placeJson(from),
        x1: placeJson(to),
        y0: 0,
        y1: 1,
        fillcolor: "rgba(90,100,115,0.12)",
        line: { width: 0 },
        layer: "below",
        label: label(text, "top center"),
      })),
      ...marks.map(({ at, label: text }) => ({
        type: "line",
        xref: "x",
        yref: "paper",
        x0: placeJson(at),
        x1: placeJson(at),
        y0: 0,
        y1: 1,
        line: { color: muted, width: 1.2, dash: "dot" },
        label: { ...label(text, "end"), textangle: 0, xanchor: position(at) > middle ? "right" : "left" },
      })),
    ],
  };
}

/** Past this many places a line is drawn by those that keep its shape. */
const mostPlaces = 700;

/** A long series as the places that keep its shape; gaps, and whatever no axis can show, keep it whole. */
export function thinSeries(series: LineSeries, x: Axis, y: Axis, steps = false): LineSeries {
  if (series.x.length <= mostPlaces || series.points) return series;
  const along = (place: Place | null | undefined, axis: Axis) => {
    const value = onScale(place, axis);
    if (value === null) return Number.NaN;
    const at = position(value);
    return axis.scale === "log" ? Math.log10(at) : at;
  };
  const [u, v] = [series.x.map((place) => along(place, x)), series.y.map((value) => along(value, y))];
  if (![...u, ...v].every(Number.isFinite)) return series;
  const kept = steps ? keepSteps(v, mostPlaces / 3) : simplifyLine(u, v, mostPlaces);
  const pick = <T>(list: readonly T[]) => kept.map((i) => list[i]!);
  return {
    ...series,
    x: pick(series.x),
    y: pick(series.y),
    ...(series.low && { low: pick(series.low) }),
    ...(series.high && { high: pick(series.high) }),
  };
}

/** Steps stay once they have moved by a small part of their range, so what is drawn is at most that far off. */
function keepSteps(y: readonly number[], parts: number): number[] {
  const range = -smallest(y.map((value) => -value)) - smallest(y);
  let held = Number.POSITIVE_INFINITY;
  return y.flatMap((value, i) => {
    if (Math.abs(value - held) < range / parts && i < y.length - 1) return [];
    held = value;
    return [i];
  });
}

export function countPlaces(series: readonly LineSeries[]): number {
  return series.reduce((sum, { x }) => sum + x.length, 0);
}

function position(place: Place): number {
  return typeof place === "number" ? place : new Date(place).getTime();
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function countUndrawn({ series, x, y }: LineSpec): number {
  let count = 0;
  for (const one of series) {
    one.x.forEach((place, i) => {
      const value = one.y[i] ?? null;
      const hidden = onScale(place, x) === null || onScale(value, y) === null;
      if (value !== null && Number.isFinite(value) && hidden) count++;
    });
  }
  return count;
}

function requireAligned({ name, x, y, low, high }: LineSeries): void {
  for (const [what, list] of Object.entries({ y, low, high })) {
    if (list && list.length !== x.length) {
      throw new RangeError(
        `series "${plotlyLabel(name)}": ${x.length} places but ${list.length} values in ${what}`,
      );
    }
  }
}
