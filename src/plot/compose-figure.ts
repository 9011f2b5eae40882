import { labelRoom } from "./category-axis.js";
import type { Figure, Provenance } from "./figure.js";
import { textWidth } from "./font-metrics.js";
import { formatDate, formatNumber } from "./format.js";
import { plainLine, plotlyLabel, wrapText } from "./label-text.js";
import { figureWidth, fontFamily, fontSize, ink, muted } from "./theme.js";

/** What every figure states, whatever its family. */
export interface FigureSpec {
  /** File-safe and unique in its notebook: "models-a-month". */
  readonly name: string;
  /** The finding, as a sentence. */
  readonly title: string;
  /** How many cases the figure rests on. */
  readonly n: number;
  /** What was counted: "models", "commits". */
  readonly of: string;
  /** Anything a reader must know beside: exclusions, windows, what an interval is. */
  readonly note?: string;
  /** Height in px without title and caption. */
  readonly height?: number;
}

/** A row of the numbers behind a figure. */
export type FigureRow = Record<string, string | number | boolean | null>;

/** What a family adds to the common parts. */
export interface FigureParts {
  readonly data: readonly Record<string, unknown>[];
  /** Axes, shapes, annotations; margins hold what the family needs beside tick labels. */
  readonly layout: Record<string, unknown>;
  readonly rows: readonly FigureRow[];
  /** Height in px of the plot area, unless the spec asks for another. */
  readonly height?: number;
  /** Room in px below the plot area for tick labels and the axis title. Default 58. */
  readonly below?: number;
  /** Room in px above the plot area, such as for panel titles. */
  readonly above?: number;
  /** Added to the note: what was thinned or could not be drawn. */
  readonly remarks?: readonly (string | null | false | undefined)[];
}

/** Name of the annotation that repeats n, snapshot and date in the picture, for pages that show the caption anyway. */
export const sourceAnnotation = "source";

const sideMargin = 16;
const keyWidth = 52;

interface GivenLayout {
  readonly annotations?: readonly unknown[];
  readonly margin?: { readonly l?: number; readonly r?: number; readonly t?: number; readonly b?: number };
  readonly legend?: object;
  readonly yaxis?: { readonly ticktext?: readonly string[] };
}

/**
 * Completes a family's parts with the theme, the wrapped title, the legend's room, the caption (n, as-of date,
 * snapshot) and, for simulated numbers, a watermark.
 * @throws RangeError on a name that is not file-safe, an empty title or an n that is not a count
 */
export function composeFigure(spec: FigureSpec, provenance: Provenance, parts: FigureParts): Figure {
  requireSpec(spec);
  const titleLines = wrapText(spec.title, figureWidth - 2 * sideMargin, fontSize.title, true);
  const given = parts.layout as GivenLayout;
  const margin = { l: 64, r: sideMargin + 8, ...given.margin };
  const room = figureWidth - Math.max(margin.l, 12 + labelRoom(given.yaxis?.ticktext ?? [])) - margin.r;
  const rows = legendRows(parts.data, room);
  const legend = rows === 0 ? 6 : rows === 1 ? 27 : 8 + 21 * rows;
  const top = 14 + titleLines.length * fontSize.title * 1.3 + 8 + legend + (parts.above ?? 0);
  const source = sourceLine(spec, provenance);
  const below = parts.below ?? 58;
  const plotHeight = spec.height ?? parts.height ?? 400;
  const height = plotHeight + top + below + 26;
  const layout = {
    paper_bgcolor: "#FFFFFF",
    plot_bgcolor: "#FFFFFF",
    font: { family: fontFamily, size: fontSize.text, color: ink },
    hoverlabel: { font: { family: fontFamily } },
    ...parts.layout,
    showlegend: rows > 0,
    legend: {
      orientation: "h",
      x: 0,
      xanchor: "left",
      y: 1 + (parts.above ?? 0) / plotHeight,
      yanchor: "bottom",
      yref: "paper",
      font: { size: fontSize.text },
      traceorder: "normal",
      tracegroupgap: 0,
      ...given.legend,
    },
    height: Math.round(height),
    margin: { t: Math.round(top), b: below + 26, pad: 0, ...margin },
    title: {
      text: titleLines.map((line) => plotlyLabel(line, Number.POSITIVE_INFINITY)).join("<br>"),
      font: { size: fontSize.title, weight: "bold", color: ink },
      x: 0,
      xref: "container",
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      // plotly sets one line below this edge, but the first of several on it.
      pad: { t: titleLines.length > 1 ? 14 + 0.72 * fontSize.title : 14, l: sideMargin },
    },
    annotations: [
      ...(given.annotations ?? []),
      {
        name: sourceAnnotation,
        text: plotlyLabel(source, 140),
        xref: "paper",
        x: 1,
        xanchor: "right",
        yref: "paper",
        y: 0,
        yanchor: "bottom",
        yshift: -(below + 20),
        showarrow: false,
        font: { size: fontSize.note, color: muted },
      },
      ...(provenance.simulated ? watermark(plotHeight) : []),
    ],
  };
  const remarks = [spec.note, ...(parts.remarks ?? [])].filter((remark): remark is string => Boolean(remark));
  return {
    name: spec.name,
    title: plainLine(spec.title),
    caption: plainLine(
      [...remarks.map(asSentence), `${source}.`, provenance.simulated ? "SIMULATED data." : ""]
        .filter(Boolean)
        .join(" "),
    ),
    data: parts.data,
    layout,
    rows: parts.rows,
    simulated: provenance.simulated,
  };
}

function sourceLine({ n, of }: FigureSpec, { snapshot, asOf, simulated }: Provenance): string {
  return `n = ${formatNumber(n)} ${of}; snapshot ${snapshot}${simulated ? " (SIMULATED)" : ""}, as of ${formatDate(asOf)}`;
}

/**
 * n, what was counted, the snapshot and the date that a caption of composeFigure ends with; null for a caption of
 * another make.
 */
export function readSource(
  caption: string,
): { n: string; of: string; snapshot: string; asOf: string } | null {
  const found =
    /n = ([\d,]+) ((?:(?!n = ).)+); snapshot (.+?)(?: \(SIMULATED\))?, as of (\d+ \p{L}+ \d{4})\.(?: SIMULATED data\.)?$/u.exec(
      caption,
    );
  return found && { n: found[1]!, of: found[2]!, snapshot: found[3]!, asOf: found[4]! };
}

function watermark(plotHeight: number): Record<string, unknown>[] {
  return [
    {
      name: "simulated",
      text: "SIMULATED",
      xref: "paper",
      x: 0.5,
      yref: "paper",
      y: 0.5,
      textangle: -20,
      showarrow: false,
      font: {
        size: Math.round(Math.min(84, 0.4 * plotHeight)),
        color: "rgba(170,30,30,0.16)",
        weight: "bold",
      },
    },
  ];
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** "1 value", "2,300 values". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Rows of the legend in so many pixels at the static width; none for a single entry that did not ask for one. */
function legendRows(data: FigureParts["data"], room: number): number {
  const entries = data.filter((trace) => trace.showlegend !== false && typeof trace.name === "string");
  if (entries.length < 2 && !entries.some((trace) => trace.showlegend === true)) return 0;
  // plotly gives all entries of a horizontal legend the width of the widest when they need more than one row.
  const widths = entries.map(({ name }) => textWidth(name as string, fontSize.text) + keyWidth);
  if (widths.reduce((sum, width) => sum + width, 0) <= room) return 1;
  return Math.ceil(entries.length / Math.max(1, Math.floor(room / Math.max(...widths))));
}

function requireSpec({ name, title, n }: FigureSpec): void {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
    throw new RangeError(
      `figure name "${plainLine(name, 80)}" must be lower-case letters, digits and hyphens, as it names files`,
    );
  }
  if (!title.trim()) throw new RangeError(`figure ${name} has no title: state the finding`);
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`figure ${name}: n must be a count, not ${n}`);
}
