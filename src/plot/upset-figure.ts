import { axisLayout } from "./axis.js";
import { categoryAxis, labelRoom } from "./category-axis.js";
import { composeFigure, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatCompact, formatNumber } from "./format.js";
import { plotlyLabel } from "./label-text.js";
import { figureWidth, fontSize, ink, muted, palette } from "./theme.js";

export interface UpsetSpec extends FigureSpec {
  /** Each set with its size, first on top. */
  readonly sets: readonly { readonly name: string; readonly size: number }[];
  /** Exclusive combinations: exactly these sets and no other shown one. Drawn in this order. At most 40. */
  readonly combinations: readonly { readonly sets: readonly string[]; readonly count: number }[];
}

/**
 * Which combinations of overlapping sets occur and how often (UpSet plot; Lex, Gehlenborg, Strobelt, Vuillemot and
 * Pfister 2014, IEEE TVCG 20:12): bars above, members of each combination as joined dots, set sizes at the left.
 */
export function upsetFigure(spec: UpsetSpec, provenance: Provenance): Figure {
  const { sets, combinations } = spec;
  const rowOf = new Map(sets.map(({ name }, i) => [name, i]));
  for (const { sets: members } of combinations) {
    for (const member of members) {
      if (!rowOf.has(member))
        throw new RangeError(`figure ${spec.name}: "${plotlyLabel(member)}" is not one of its sets`);
    }
  }
  if (combinations.length > 40)
    throw new RangeError(`figure ${spec.name}: ${combinations.length} combinations; at most 40`);
  const matrixHeight = Math.max(60, 24 * sets.length);
  const height = 220 + matrixHeight + 12;
  const split = matrixHeight / height;
  const names = sets.map(({ name }) => name);
  const sizesEnd = 0.17;
  const plotWidth = figureWidth - 64 - 24;
  const start = Math.min(0.5, sizesEnd + (labelRoom(names) + 20) / plotWidth);
  const off = { x: [] as number[], y: [] as number[] };
  const on = { x: [] as number[], y: [] as number[] };
  const joins = { x: [] as (number | null)[], y: [] as (number | null)[] };
  combinations.forEach(({ sets: members }, c) => {
    const rows = members.map((member) => rowOf.get(member)!).sort((a, b) => a - b);
    sets.forEach((_, r) => {
      const dots = rows.includes(r) ? on : off;
      dots.x.push(c);
      dots.y.push(r);
    });
    if (rows.length > 1) {
      joins.x.push(c, c, null);
      joins.y.push(rows[0]!, rows.at(-1)!, null);
    }
  });
  const dots = {
    type: "scatter",
    xaxis: "x",
    yaxis: "y2",
    hoverinfo: "skip",
    showlegend: false,
    cliponaxis: false,
  };
  const named = combinations.map(
    ({ sets: members }) => members.map((member) => plotlyLabel(member, 30)).join(" + ") || "none of these",
  );
  return composeFigure(spec, provenance, {
    data: [
      {
        type: "bar",
        x: combinations.map((_, c) => c),
        y: combinations.map(({ count }) => count),
        marker: { color: palette[0] },
        text: combinations.map(({ count }) => formatCompact(count, combinations.length > 20 ? 2 : 3)),
        textposition: "outside",
        textangle: combinations.length > 16 ? -90 : 0,
        textfont: { size: fontSize.note, color: ink },
        cliponaxis: false,
        hovertext: combinations.map(({ count }, c) => `${named[c]}: ${formatNumber(count)}`),
        hoverinfo: "text",
        showlegend: false,
      },
      {
        type: "bar",
        orientation: "h",
        xaxis: "x2",
        yaxis: "y2",
        x: sets.map(({ size }) => size),
        y: sets.map((_, r) => r),
        marker: { color: muted },
        hovertext: sets.map(({ name, size }) => `${plotlyLabel(name)}: ${formatNumber(size)}`),
        hoverinfo: "text",
        showlegend: false,
      },
      { ...dots, ...off, mode: "markers", marker: { color: "#D9DCE0", size: 9 } },
      { ...dots, ...joins, mode: "lines", line: { color: ink, width: 2 } },
      { ...dots, ...on, mode: "markers", marker: { color: ink, size: 10 } },
    ],
    layout: {
      bargap: 0.3,
      xaxis: {
        ...categoryAxis(combinations.map(() => "")),
        domain: [start, 1],
        anchor: "y",
        showticklabels: false,
        showline: false,
      },
      yaxis: {
        ...axisLayout({ title: `${spec.of} with exactly these` }, []),
        domain: [split + 12 / height, 1],
        rangemode: "tozero",
        automargin: false,
        nticks: 5,
        range: [
          0,
          Math.max(1, ...combinations.map(({ count }) => count)) * (combinations.length > 16 ? 1.2 : 1.1),
        ],
      },
      xaxis2: {
        ...axisLayout({ title: `${spec.of} in the set` }, []),
        domain: [0, sizesEnd],
        anchor: "y2",
        autorange: "reversed",
        nticks: 3,
        title: { text: plotlyLabel(`${spec.of} in the set`), font: { size: fontSize.tick }, standoff: 6 },
      },
      yaxis2: {
        ...categoryAxis(names, { topDown: true }),
        domain: [0, split],
        anchor: "x",
        automargin: false,
        showline: false,
      },
    },
    rows: combinations.map(({ sets: members, count }) => ({
      combination: members.join(" + ") || "none of these",
      count,
      ...Object.fromEntries(sets.map(({ name }) => [name, members.includes(name)])),
    })),
    height,
    below: 58,
  });
}
