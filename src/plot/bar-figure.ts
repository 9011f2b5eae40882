import { type Axis, axisLayout, columnName, placeJson } from "./axis.js";
import { categoryAxis, labelsBelow } from "./category-axis.js";
import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatCompact, formatNumber, formatShare } from "./format.js";
import { plotlyLabel } from "./label-text.js";
import { lineColours } from "./line-figure.js";
import { fontSize, ink } from "./theme.js";

export interface BarSeries {
  readonly name: string;
  /** One a category; null is unknown and leaves no bar. */
  readonly values: readonly (number | null)[];
  /** Ends of an interval, drawn as an error bar. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** Grey: unknown, other. */
  readonly muted?: boolean;
}

export interface BarSpec extends FigureSpec {
  /** What the categories are: "pipeline tag". */
  readonly category: string;
  /** In drawing order, first on top or left. At most 60. */
  readonly categories: readonly string[];
  /** Linear or share; the length of a bar means nothing on a log axis. */
  readonly value: Axis;
  readonly series: readonly BarSeries[];
  /** Piles the series on each other instead of setting them side by side. */
  readonly stacked?: boolean;
  /** Upright bars. Default: lying, so that labels read. */
  readonly upright?: boolean;
}

/** Bars: a ranking, groups side by side or parts of a whole, with error bars where intervals are given. */
export function barFigure(spec: BarSpec, provenance: Provenance): Figure {
  requireBars(spec);
  const { categories, series, value, stacked = false, upright = false } = spec;
  const colours = lineColours(series);
  const [along, across] = upright ? (["x", "y"] as const) : (["y", "x"] as const);
  const hasErrors = series.some(({ low, high }) => low && high);
  const total = series.flatMap(({ values }) => values).reduce<number>((sum, v) => sum + Math.abs(v ?? 0), 0);
  const labelled = !hasErrors && !upright;
  const show = value.scale === "share" ? formatShare : formatCompact;
  const longestBar = stacked
    ? Math.max(
        ...categories.map((_, i) => series.reduce((sum, { values }) => sum + Math.max(0, values[i] ?? 0), 0)),
      )
    : Math.max(...series.flatMap(({ values, high }) => [...values, ...(high ?? [])]).map((v) => v ?? 0));
  const data = series.map((one, s) => ({
    type: "bar",
    orientation: upright ? "v" : "h",
    name: plotlyLabel(one.name),
    [along]: categories.map((_, i) => i),
    [across]: one.values.map(placeJson),
    marker: { color: colours[s], line: { color: "#FFFFFF", width: stacked ? 0.8 : 0 } },
    hovertext: one.values.map(
      (v, i) => `${plotlyLabel(categories[i]!)}: ${plotlyLabel(one.name)} ${hoverValue(v, value)}`,
    ),
    hoverinfo: "text",
    ...(labelled && {
      text: one.values.map((v) => (v === null || (stacked && v < 0.055 * longestBar) ? "" : show(v))),
      textposition: stacked ? "inside" : "outside",
      insidetextanchor: "middle",
      textangle: 0,
      cliponaxis: false,
      textfont: { size: fontSize.note, ...(!stacked && { color: ink }) },
    }),
    ...(one.low && one.high && { [`error_${across}`]: errorBars(one) }),
    showlegend: series.length > 1,
  }));
  const fit = labelsBelow(categories, 110, true);
  const room = labelled && !stacked ? 1.12 : 1.04;
  const valueAxis = {
    ...axisLayout(value, []),
    ...(!value.range && { rangemode: "tozero" }),
    ...(!value.range &&
      total > 0 &&
      series.every(({ values }) => values.every((v) => (v ?? 0) >= 0)) && {
        range: [
          0,
          longestBar * (stacked && value.scale === "share" && longestBar <= 1.0001 ? 1 / longestBar : room),
        ],
      }),
  };
  const unknown = series.reduce((sum, { values }) => sum + values.filter((v) => v === null).length, 0);
  return composeFigure(spec, provenance, {
    data,
    layout: {
      barmode: stacked ? "relative" : "group",
      bargap: 0.25,
      bargroupgap: 0.06,
      [`${along}axis`]: categoryAxis(categories, {
        title: spec.category,
        topDown: !upright,
        ...(upright && { angle: fit.angle, every: fit.every }),
      }),
      [`${across}axis`]: valueAxis,
    },
    rows: categories.flatMap((category, i) =>
      series.map((one) => ({
        [columnName({ title: spec.category })]: category,
        ...(series.length > 1 && { series: one.name }),
        [columnName(value)]: placeJson(one.values[i]),
        ...(hasErrors && { low: placeJson(one.low?.[i]), high: placeJson(one.high?.[i]) }),
      })),
    ),
    height: upright
      ? 380
      : Math.max(140, categories.length * (stacked ? 26 : Math.max(26, 8 + 15 * series.length))),
    below: upright ? fit.below : 58,
    remarks: [
      hasErrors && !/interval/i.test(spec.note ?? "") && "Whiskers are intervals",
      unknown > 0 && `${counted(unknown, "unknown value has", "unknown values have")} no bar`,
    ],
  });
}

function errorBars({ values, low, high }: BarSeries): Record<string, unknown> {
  const apart = (i: number, end: number | null | undefined) => {
    const value = values[i];
    return value === null || value === undefined || end === null || end === undefined
      ? 0
      : Math.abs(end - value);
  };
  return {
    type: "data",
    symmetric: false,
    array: values.map((_, i) => apart(i, high?.[i])),
    arrayminus: values.map((_, i) => apart(i, low?.[i])),
    color: ink,
    thickness: 1.3,
    width: 4,
  };
}

/** A value as hover text. */
export function hoverValue(value: number | null | undefined, { scale }: Pick<Axis, "scale">): string {
  return scale === "share" ? formatShare(value) : formatNumber(value);
}

function requireBars({ name, categories, series, value }: BarSpec): void {
  if (value.scale === "log") {
    throw new RangeError(
      `figure ${name}: bars have no length on a log axis; draw intervals or points instead`,
    );
  }
  if (categories.length > 60) {
    throw new RangeError(
      `figure ${name}: ${categories.length} bars cannot be read; fold the tail into "other"`,
    );
  }
  for (const { name: one, values } of series) {
    if (values.length !== categories.length) {
      throw new RangeError(
        `series "${plotlyLabel(one)}": ${categories.length} categories, ${values.length} values`,
      );
    }
  }
}
