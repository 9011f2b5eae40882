import { columnName, placeJson } from "./axis.js";
import { categoryAxis, labelEvery, labelRoom, labelsBelow } from "./category-axis.js";
import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatCompact, formatNumber, formatShare } from "./format.js";
import { plotlyLabel } from "./label-text.js";
import { divergingScale, figureWidth, fontSize, sequentialScale } from "./theme.js";

export interface HeatMapSpec extends FigureSpec {
  /** What the rows and columns are. */
  readonly row: string;
  readonly column: string;
  /** First on top. */
  readonly rows: readonly string[];
  /** First on the left. */
  readonly columns: readonly string[];
  /** One list a row; null is unknown and shown grey. */
  readonly values: readonly (readonly (number | null)[])[];
  /** What the colour shows, with its unit. */
  readonly value: string;
  /** Diverging colours are centred on zero. Default sequential from the least value, or zero where it is positive. */
  readonly colours?: "sequential" | "diverging";
  readonly scale?: "linear" | "share";
  /** Writes the values into the cells. Default: where they fit. */
  readonly labelled?: boolean;
}

/** A matrix as coloured cells: task by library, standardised residuals, correlations. */
export function heatMapFigure(spec: HeatMapSpec, provenance: Provenance): Figure {
  const { rows, columns, values, colours = "sequential", scale = "linear" } = spec;
  if (values.length !== rows.length || values.some((row) => row.length !== columns.length)) {
    throw new RangeError(`figure ${spec.name}: values must be ${rows.length} rows of ${columns.length}`);
  }
  const known = values.flat().filter((value): value is number => value !== null && Number.isFinite(value));
  const unknown = rows.length * columns.length - known.length;
  const reach = Math.max(0, ...known.map(Math.abs)) || 1;
  const height = spec.height ?? Math.min(760, Math.max(200, rows.length * 27));
  const left = labelRoom(rows) + 50;
  const cellWidth = (figureWidth - left - 130) / columns.length;
  const show = (value: number | null) =>
    scale === "share" ? formatShare(value) : colours === "diverging" ? short(value) : formatCompact(value, 2);
  const texts = values.map((row) => row.map((value) => (value === null ? "" : show(value))));
  const fits = labelRoom(texts.flat(), fontSize.note) + 4 <= cellWidth;
  const { angle, below, every } = labelsBelow(columns, left + 130, true);
  const hover = (value: number | null) => (scale === "share" ? formatShare(value) : formatNumber(value));
  return composeFigure(spec, provenance, {
    data: [
      {
        type: "heatmap",
        x: columns.map((_, i) => i),
        y: rows.map((_, i) => i),
        z: values.map((row) => row.map(placeJson)),
        zsmooth: false,
        colorscale: colours === "diverging" ? divergingScale : sequentialScale,
        zmin: colours === "diverging" ? -reach : Math.min(0, ...known),
        zmax: reach,
        colorbar: {
          title: { text: plotlyLabel(spec.value, 60), side: "right", font: { size: fontSize.tick } },
          thickness: 14,
          outlinewidth: 0,
          ticks: "outside",
          ticklen: 4,
          tickfont: { size: fontSize.note },
          ...(scale === "share" ? { tickformat: ",.2~%" } : { exponentformat: "B" }),
        },
        hovertext: values.map((row, r) =>
          row.map((value, c) => `${plotlyLabel(rows[r]!)}, ${plotlyLabel(columns[c]!)}: ${hover(value)}`),
        ),
        hoverinfo: "text",
        ...((spec.labelled ?? fits) && {
          text: texts,
          texttemplate: "%{text}",
          textfont: { size: fontSize.note },
        }),
      },
    ],
    layout: {
      xaxis: {
        ...categoryAxis(columns, { title: spec.column, angle, every }),
        range: [-0.5, columns.length - 0.5],
      },
      yaxis: {
        ...categoryAxis(rows, { title: spec.row, topDown: true, every: labelEvery(height / rows.length) }),
        range: [rows.length - 0.5, -0.5],
      },
      plot_bgcolor: "#D9DCE0",
    },
    rows: rows.flatMap((row, r) =>
      columns.map((column, c) => ({
        [columnName({ title: spec.row })]: row,
        [columnName({ title: spec.column })]: column,
        [columnName({ title: spec.value })]: placeJson(values[r]![c]),
      })),
    ),
    height,
    below,
    remarks: [unknown > 0 && `${counted(unknown, "grey cell is", "grey cells are")} unknown`],
  });
}

/** Two digits are enough in a cell. */
function short(value: number | null): string {
  if (value === null) return "";
  return Math.abs(value) >= 1000 ? formatCompact(value, 2) : formatNumber(Number(value.toPrecision(2)), 2);
}
