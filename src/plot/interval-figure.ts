import { type Axis, axisLayout, columnName, onScale, placeJson } from "./axis.js";
import { hoverValue } from "./bar-figure.js";
import { categoryAxis } from "./category-axis.js";
import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { plotlyLabel } from "./label-text.js";
import { lineColours } from "./line-figure.js";
import { fontSize, ink, muted } from "./theme.js";

export interface IntervalRow {
  readonly label: string;
  /** Null is unknown: the label stays, without a point. */
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  /** Rows of one group share a colour; at most six groups. */
  readonly group?: string;
  /** A published value to compare with, drawn as an open diamond. */
  readonly published?: number | null;
}

export interface IntervalSpec extends FigureSpec {
  /** What the labels are: "claim", "domain". */
  readonly category: string;
  readonly value: Axis;
  /** First on top. */
  readonly estimates: readonly IntervalRow[];
  /** A line to compare with, such as no effect. */
  readonly reference?: { readonly at: number; readonly label: string };
}

/** Estimates with their intervals, one a line: a forest plot. */
export function intervalFigure(spec: IntervalSpec, provenance: Provenance): Figure {
  const { estimates, value, reference } = spec;
  if (estimates.length > 80) {
    throw new RangeError(`figure ${spec.name}: ${estimates.length} rows cannot be read; split the figure`);
  }
  const groups = [...new Set(estimates.map(({ group }) => group ?? ""))];
  const colours = lineColours(groups.map(() => ({})));
  const place = (number: number | null | undefined) => onScale(number, value) as number | null;
  const apart = (row: IntervalRow, end: number | null | undefined) => {
    const [at, to] = [place(row.value), place(end)];
    return at === null || to === null ? 0 : Math.abs(to - at);
  };
  const data: Record<string, unknown>[] = groups.map((group, g) => {
    const own = estimates.map((row, i) => ({ row, i })).filter(({ row }) => (row.group ?? "") === group);
    return {
      type: "scatter",
      mode: "markers",
      name: plotlyLabel(group || spec.value.title),
      x: own.map(({ row }) => place(row.value)),
      y: own.map(({ i }) => i),
      marker: { color: colours[g], size: 9 },
      error_x: {
        type: "data",
        symmetric: false,
        array: own.map(({ row }) => apart(row, row.high)),
        arrayminus: own.map(({ row }) => apart(row, row.low)),
        color: colours[g],
        thickness: 2,
        width: 0,
      },
      hovertext: own.map(
        ({ row }) =>
          `${plotlyLabel(row.label)}: ${hoverValue(row.value, value)} (${hoverValue(row.low, value)} to ${hoverValue(row.high, value)})`,
      ),
      hoverinfo: "text",
      showlegend: groups.length > 1 || estimates.some(({ published }) => published !== undefined),
    };
  });
  const published = estimates
    .map((row, i) => ({ row, i }))
    .filter(({ row }) => typeof row.published === "number");
  if (published.length > 0) {
    data.push({
      type: "scatter",
      mode: "markers",
      name: "published",
      x: published.map(({ row }) => place(row.published)),
      y: published.map(({ i }) => i),
      marker: { color: ink, size: 11, symbol: "diamond-open", line: { width: 2 } },
      hovertext: published.map(
        ({ row }) => `${plotlyLabel(row.label)}: published ${hoverValue(row.published, value)}`,
      ),
      hoverinfo: "text",
    });
  }
  const shown = estimates.flatMap(({ value: v, low, high, published: p }) => [
    v,
    low ?? null,
    high ?? null,
    p ?? null,
  ]);
  const unknown = estimates.filter((row) => row.value === null).length;
  return composeFigure(spec, provenance, {
    data,
    layout: {
      xaxis: axisLayout(value, reference ? [...shown, reference.at] : shown),
      yaxis: {
        ...categoryAxis(
          estimates.map(({ label }) => label),
          { topDown: true },
        ),
        showgrid: true,
      },
      ...(reference && {
        shapes: [
          {
            type: "line",
            xref: "x",
            yref: "paper",
            x0: reference.at,
            x1: reference.at,
            y0: 0,
            y1: 1,
            line: { color: muted, width: 1.4, dash: "dot" },
            layer: "below",
          },
        ],
        annotations: [
          {
            text: plotlyLabel(reference.label, 50),
            xref: "x",
            // plotly wants annotations on log axes in powers of ten.
            x: value.scale === "log" ? Math.log10(reference.at) : reference.at,
            yref: "paper",
            y: 1,
            yanchor: "bottom",
            showarrow: false,
            font: { size: fontSize.note, color: ink },
          },
        ],
      }),
    },
    rows: estimates.map((row) => ({
      [columnName({ title: spec.category })]: row.label,
      ...(groups.length > 1 && { group: row.group ?? null }),
      [columnName(value)]: placeJson(row.value),
      low: placeJson(row.low),
      high: placeJson(row.high),
      ...(published.length > 0 && { published: placeJson(row.published) }),
    })),
    height: Math.max(120, 26 * estimates.length),
    above: reference ? 18 : 0,
    remarks: [
      !/interval/i.test(spec.note ?? "") && "Lines are intervals",
      unknown > 0 && `${counted(unknown, "row has", "rows have")} no estimate`,
    ],
  });
}
