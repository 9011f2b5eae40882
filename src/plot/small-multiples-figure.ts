import { type Axis, axisLayout, axisTitle, placeJson } from "./axis.js";
import { composeFigure, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { plotlyLabel } from "./label-text.js";
import { type LineSeries, lineColours, lineRows, lineTraces } from "./line-figure.js";
import { fontSize, ink } from "./theme.js";

export interface Panel {
  readonly title: string;
  readonly series: readonly LineSeries[];
}

export interface SmallMultiplesSpec extends FigureSpec {
  readonly x: Axis;
  readonly y: Axis;
  /** At most 24. Series of one name have one colour in all panels; at most six names. */
  readonly panels: readonly Panel[];
  /** Panels a row. Default 3. */
  readonly columns?: number;
  /** Each panel has its own y axis; the caption says so. Default: one scale for all. */
  readonly ownScale?: boolean;
}

/** The same lines for many cases, panel by panel. */
export function smallMultiplesFigure(spec: SmallMultiplesSpec, provenance: Provenance): Figure {
  const { panels, columns = 3, ownScale = false } = spec;
  if (panels.length > 24)
    throw new RangeError(`figure ${spec.name}: ${panels.length} panels cannot be read; at most 24`);
  const named = new Map(panels.flatMap(({ series }) => series).map((one) => [one.name, one]));
  const colours = new Map([...named.keys()].map((name, i) => [name, lineColours([...named.values()])[i]!]));
  const gridRows = Math.ceil(panels.length / columns);
  const panelHeight = 130;
  const height = spec.height ?? gridRows * panelHeight + (gridRows - 1) * 46;
  const gapX = ownScale ? 0.075 : 0.035;
  const gapY = 46 / height;
  const width = (1 - gapX * (columns - 1)) / columns;
  const tall = (1 - gapY * (gridRows - 1)) / gridRows;
  const everyX = panels.flatMap(({ series }) => series.flatMap(({ x }) => x.map(placeJson)));
  const valuesOf = (series: readonly LineSeries[]) =>
    series.flatMap(({ y, low = [], high = [] }) => [...y, ...low, ...high].filter((v) => v !== null));
  const everyY = panels.flatMap(({ series }) => valuesOf(series));
  const seen = new Set<string>();
  const data: Record<string, unknown>[] = [];
  const axes: Record<string, unknown> = {};
  const annotations: Record<string, unknown>[] = [];
  panels.forEach(({ title, series }, p) => {
    const [row, column] = [Math.floor(p / columns), p % columns];
    const id = p === 0 ? "" : String(p + 1);
    const left = column * (width + gapX);
    const bottom = 1 - row * (tall + gapY) - tall;
    const isLowest = p + columns >= panels.length;
    const compact = { title: undefined, automargin: false, nticks: 4, tickfont: { size: fontSize.note } };
    axes[`xaxis${id}`] = {
      ...axisLayout(spec.x, everyX),
      ...compact,
      domain: [left, Math.min(1, left + width)],
      anchor: `y${id}`,
      ...(p > 0 && { matches: "x" }),
      showticklabels: isLowest,
    };
    axes[`yaxis${id}`] = {
      ...axisLayout(spec.y, ownScale ? valuesOf(series) : everyY),
      ...compact,
      domain: [Math.max(0, bottom), Math.min(1, bottom + tall)],
      anchor: `x${id}`,
      ...(p > 0 && !ownScale && { matches: "y" }),
      ...(spec.y.scale !== "log" && !spec.y.range && { rangemode: "tozero" }),
      showticklabels: ownScale || column === 0,
    };
    for (const one of series) {
      const shown = !seen.has(one.name) && named.size > 1;
      seen.add(one.name);
      const traces = lineTraces(one, colours.get(one.name)!, spec, { xaxis: `x${id}`, yaxis: `y${id}` });
      data.push(
        ...traces.map((trace) => ({
          ...trace,
          legendgroup: plotlyLabel(one.name),
          ...(trace.showlegend !== false && { showlegend: shown }),
        })),
      );
    }
    annotations.push({
      text: plotlyLabel(title, Math.floor((760 * width) / 7)),
      xref: "paper",
      x: left,
      xanchor: "left",
      yref: "paper",
      y: bottom + tall,
      yanchor: "bottom",
      showarrow: false,
      font: { size: fontSize.tick, color: ink, weight: "bold" },
    });
  });
  const axisNote = {
    xref: "paper",
    yref: "paper",
    showarrow: false,
    font: { size: fontSize.axis, color: ink },
  };
  return composeFigure(spec, provenance, {
    data,
    layout: {
      ...axes,
      annotations: [
        ...annotations,
        { ...axisNote, text: plotlyLabel(axisTitle(spec.x), 110), x: 0.5, y: 0, yanchor: "top", yshift: -26 },
        {
          ...axisNote,
          text: plotlyLabel(axisTitle(spec.y), 110),
          x: 0,
          xanchor: "right",
          xshift: -46,
          y: 0.5,
          textangle: -90,
        },
      ],
      margin: { l: 78 },
    },
    rows: panels.flatMap(({ title, series }) =>
      lineRows(series, spec.x, spec.y).map((row) => ({ panel: title, ...row })),
    ),
    height,
    above: 18,
    remarks: [ownScale && "Each panel has its own y axis"],
  });
}
