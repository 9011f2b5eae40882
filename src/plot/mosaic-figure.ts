import { columnName, placeJson } from "./axis.js";
import { labelRoom, labelsBelow } from "./category-axis.js";
import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatNumber, formatShare } from "./format.js";
import { plotlyLabel } from "./label-text.js";
import { divergingScale, figureWidth, fontSize, ink } from "./theme.js";

export interface MosaicSpec extends FigureSpec {
  /** What the rows (piled up) and columns (side by side) are. */
  readonly row: string;
  readonly column: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Counts, one list a row. */
  readonly counts: readonly (readonly number[])[];
  /** Standardised residuals against independence, one list a row; they give the colours. */
  readonly residuals: readonly (readonly (number | null)[])[];
}

/** A column narrower than this, in px, has no room for a slanted label. */
const narrowest = 22;

/**
 * A contingency table as areas: a column is as wide as its share, its parts as high as their share of it, coloured
 * by the standardised residual. A column without counts has no width. Residuals beyond ±8 share the last colour.
 */
export function mosaicFigure(spec: MosaicSpec, provenance: Provenance): Figure {
  const { rows, columns, counts, residuals } = spec;
  const totals = columns.map((_, c) => rows.reduce((sum, _row, r) => sum + counts[r]![c]!, 0));
  const whole = totals.reduce((sum, total) => sum + total, 0) || 1;
  const widths = totals.map((total) => total / whole);
  const starts = widths.map((_, c) => widths.slice(0, c).reduce((sum, width) => sum + width, 0));
  const share = (r: number, c: number) => (totals[c]! > 0 ? counts[r]![c]! / totals[c]! : 0);
  const height = 420;
  const plotWidth = figureWidth - 180;
  const fitting = columns.filter((_, c) => widths[c]! * plotWidth >= narrowest);
  const angled = columns.some(
    (label, c) => widths[c]! * plotWidth >= narrowest && labelRoom([label]) > widths[c]! * plotWidth,
  );
  const slanted = labelsBelow(fitting, figureWidth - 25 * Math.max(1, fitting.length), true);
  const unlabelled = columns.length - fitting.length;
  return composeFigure(spec, provenance, {
    data: rows.map((row, r) => ({
      type: "bar",
      name: plotlyLabel(row),
      x: starts.map((start, c) => start + widths[c]! / 2),
      width: widths,
      y: columns.map((_, c) => share(r, c)),
      text: columns.map((_, c) => {
        const fits =
          labelRoom([row], fontSize.note) + 6 < widths[c]! * plotWidth && share(r, c) * height > 17;
        return fits ? plotlyLabel(row, 42) : "";
      }),
      textposition: "inside",
      insidetextanchor: "middle",
      textangle: 0,
      textfont: { size: fontSize.note },
      marker: {
        color: columns.map((_, c) => placeJson(residuals[r]![c]) ?? 0),
        colorscale: divergingScale,
        cmin: -8,
        cmax: 8,
        line: { color: "#FFFFFF", width: 1.2 },
        showscale: r === 0,
        colorbar: {
          title: { text: "standardised residual", side: "right", font: { size: fontSize.tick } },
          thickness: 14,
          outlinewidth: 0,
          tickvals: [-8, -4, -2, 0, 2, 4, 8],
          ticktext: ["≤ −8", "−4", "−2", "0", "2", "4", "≥ 8"],
          tickfont: { size: fontSize.note },
        },
      },
      hovertext: columns.map(
        (column, c) =>
          `${plotlyLabel(row)}, ${plotlyLabel(column)}: ${formatNumber(counts[r]![c])} (${formatShare(share(r, c))} of the column), residual ${formatNumber(residuals[r]![c])}`,
      ),
      hoverinfo: "text",
      showlegend: false,
    })),
    layout: {
      barmode: "stack",
      xaxis: {
        title: {
          text: plotlyLabel(`${spec.column} (width: share of all)`),
          standoff: 10,
          font: { size: fontSize.axis },
        },
        range: [0, 1],
        tickvals: columns.flatMap((_, c) =>
          fitting.includes(columns[c]!) ? [starts[c]! + widths[c]! / 2] : [],
        ),
        ticktext: fitting.map((label) => plotlyLabel(label, 42)),
        tickangle: angled ? slanted.angle : 0,
        tickfont: { size: fontSize.tick },
        automargin: true,
        showgrid: false,
        zeroline: false,
      },
      yaxis: {
        title: {
          text: plotlyLabel(`${spec.row} (share of the column)`),
          standoff: 10,
          font: { size: fontSize.axis },
        },
        range: [0, 1],
        tickformat: ",.0%",
        showgrid: false,
        zeroline: false,
        automargin: true,
        linecolor: ink,
      },
    },
    rows: rows.flatMap((row, r) =>
      columns.map((column, c) => ({
        [columnName({ title: spec.row })]: row,
        [columnName({ title: spec.column })]: column,
        count: counts[r]![c]!,
        standardised_residual: placeJson(residuals[r]![c]),
      })),
    ),
    height,
    below: angled ? slanted.below : 58,
    remarks: [unlabelled > 0 && `${counted(unlabelled, "column is", "columns are")} too narrow for a label`],
  });
}
