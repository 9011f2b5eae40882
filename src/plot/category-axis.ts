import { textWidth } from "./font-metrics.js";
import { plainLine, plotlyLabel } from "./label-text.js";
import { figureWidth, fontSize, gridColour, ink } from "./theme.js";

/** Height in px that a line of labels needs. */
const lineRoom = 14;

/** Longest label of a category, in characters. */
const longest = 42;

export interface CategoryAxisOptions {
  readonly title?: string;
  /** First on top instead of at the bottom or left. */
  readonly topDown?: boolean;
  readonly angle?: number;
  /** Only every so-maniest place is labelled. */
  readonly every?: number;
}

/**
 * An axis of named places 0, 1, 2, …: numbers carry the labels, because plotly's own category axes join labels
 * that read alike and take labels such as "2024-01" for dates.
 */
export function categoryAxis(
  labels: readonly string[],
  { title = "", topDown = false, angle = 0, every = 1 }: CategoryAxisOptions = {},
): Record<string, unknown> {
  const ends = [-0.55, Math.max(1, labels.length) - 0.45];
  return {
    type: "linear",
    range: topDown ? ends.reverse() : ends,
    tickvals: labels.flatMap((_, i) => (i % every === 0 ? [i] : [])),
    ticktext: labels.flatMap((label, i) => (i % every === 0 ? [plotlyLabel(label, longest)] : [])),
    tickangle: angle,
    tickfont: { size: fontSize.tick },
    ...(title && { title: { text: plotlyLabel(title, 110), standoff: 10, font: { size: fontSize.axis } } }),
    automargin: true,
    showline: true,
    linecolor: ink,
    ticks: "",
    showgrid: false,
    gridcolor: gridColour,
    zeroline: false,
  };
}

/** Room in px that the widest label takes. */
export function labelRoom(labels: readonly string[], sizePx: number = fontSize.tick): number {
  return Math.max(0, ...labels.map((label) => textWidth(plainLine(label, longest), sizePx)));
}

/** How many places share one label where each has so many px. */
export function labelEvery(placePx: number): number {
  return Math.max(1, Math.ceil(lineRoom / placePx));
}

/** The angle at which labels below an axis fit, and the room they need there with the axis title. */
export function labelsBelow(
  labels: readonly string[],
  besides: number,
  titled: boolean,
): { angle: number; below: number; every: number } {
  const cell = (figureWidth - besides) / Math.max(1, labels.length);
  const widest = labelRoom(labels);
  const title = titled ? 30 : 6;
  if (widest + 8 <= cell) return { angle: 0, below: 24 + title, every: 1 };
  const steep = cell < 24;
  const height = steep ? widest : widest * Math.sin((40 * Math.PI) / 180) + 10;
  return { angle: steep ? -90 : -40, below: Math.ceil(height) + 14 + title, every: labelEvery(cell) };
}
