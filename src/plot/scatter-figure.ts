import { type Axis, axisLayout, columnName, onScale, type Place, placeJson } from "./axis.js";
import { composeFigure, counted, type FigureRow, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatNumber } from "./format.js";
import { plotlyLabel } from "./label-text.js";
import { type LineSeries, lineColours, lineRows, lineTraces } from "./line-figure.js";
import { fontSize, withOpacity } from "./theme.js";
import { thinPoints } from "./thin-points.js";

export interface PointGroup {
  readonly name: string;
  readonly x: readonly (Place | null)[];
  readonly y: readonly (number | null)[];
  /** A text beside the point where given; for a handful of points. */
  readonly labels?: readonly (string | null)[];
  readonly muted?: boolean;
}

export interface ScatterSpec extends FigureSpec {
  readonly x: Axis;
  readonly y: Axis;
  readonly groups: readonly PointGroup[];
  /** Fits and references. */
  readonly lines?: readonly LineSeries[];
  /** Points drawn at most, over all groups; crowds are merged and drawn larger. Default 900. */
  readonly most?: number;
}

/** Points, thinned where there are many, with lines through them. */
export function scatterFigure(spec: ScatterSpec, provenance: Provenance): Figure {
  const { groups, lines = [], most = 900 } = spec;
  const colours = lineColours([...groups, ...lines]);
  const all = groups.reduce((sum, { x }) => sum + x.length, 0);
  const drawn = groups.map((group) =>
    drawnPoints(group, spec, Math.max(30, Math.round((most * group.x.length) / all))),
  );
  const symbols = ["circle", "diamond", "square", "triangle-up", "cross", "x"];
  const hidden = all - drawn.reduce((sum, { shown }) => sum + shown, 0);
  const pointCount = drawn.reduce((sum, { points }) => sum + points.length, 0);
  const thinned = all - hidden > pointCount;
  const rows: FigureRow[] = drawn.flatMap(({ points }, g) =>
    points.map(({ x, y, count, label }) => ({
      group: groups[g]!.name,
      [columnName(spec.x)]: x,
      [columnName(spec.y)]: y,
      ...(thinned && { points: count }),
      ...(label && { label }),
    })),
  );
  return composeFigure(spec, provenance, {
    data: [
      ...drawn.map(({ points }, g) => ({
        type: "scatter",
        mode: points.some(({ label }) => label) ? "markers+text" : "markers",
        name: plotlyLabel(groups[g]!.name),
        x: points.map(({ x }) => x),
        y: points.map(({ y }) => y),
        ...(points.some(({ label }) => label) && {
          text: points.map(({ label }) => (label ? plotlyLabel(label, 30) : "")),
          textposition: "top center",
          textfont: { size: fontSize.note },
          cliponaxis: false,
        }),
        marker: {
          color: withOpacity(colours[g]!, 0.65),
          opacity: 1,
          line: { width: 0 },
          symbol: symbols[g % symbols.length],
          size: thinned
            ? points.map(({ count, label }) => (label ? 9 : +(3.5 + 1.6 * Math.log10(count)).toFixed(1)))
            : 6,
        },
        showlegend: groups.length + lines.length > 1,
      })),
      ...lines.flatMap((line, i) => lineTraces(line, colours[groups.length + i]!, spec)),
    ],
    layout: {
      xaxis: axisLayout(spec.x, [
        ...drawn.flatMap(({ points }) => points.map(({ x }) => x)),
        ...lines.flatMap(({ x }) => x.map(placeJson)),
      ]),
      yaxis: axisLayout(spec.y, [
        ...drawn.flatMap(({ points }) => points.map(({ y }) => y)),
        ...lines.flatMap(({ y }) => y),
      ]),
      hovermode: "closest",
    },
    rows: [...rows, ...lineRows(lines, spec.x, spec.y)],
    height: 430,
    remarks: [
      thinned &&
        `${formatNumber(all - hidden)} points are drawn as ${formatNumber(pointCount)}, larger where many lie`,
      hidden > 0 && `${counted(hidden, "point")} not drawn: unknown, or not above zero on a log axis`,
    ],
  });
}

interface DrawnPoint {
  x: number | string;
  y: number | string;
  count: number;
  label: string | null;
}

function drawnPoints({ x, y, labels }: PointGroup, axes: ScatterSpec, most: number) {
  const seen: { x: number | string; y: number | string; label: string | null }[] = [];
  x.forEach((place, i) => {
    const [px, py] = [onScale(place, axes.x), onScale(y[i], axes.y)];
    if (px !== null && py !== null) seen.push({ x: px, y: py, label: labels?.[i] ?? null });
  });
  const named = seen.filter(({ label }) => label);
  const rest = seen.filter(({ label }) => !label);
  const thinned = thinPoints(
    rest.map((point) => linear(point.x, axes.x)),
    rest.map((point) => linear(point.y, axes.y)),
    most,
  );
  const points: DrawnPoint[] = [
    ...thinned.map(({ index, count }) => ({ ...rest[index]!, count })),
    ...named.map((point) => ({ ...point, count: 1 })),
  ];
  return { points, shown: seen.length };
}

/** Where a place lies along its axis. */
function linear(place: number | string, { scale }: Axis): number {
  const value = typeof place === "string" ? Date.parse(place) : place;
  return scale === "log" ? Math.log10(value) : value;
}
