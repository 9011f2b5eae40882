import { formatCompact } from "./format.js";
import { plotlyLabel } from "./label-text.js";
import { fontSize, gridColour, ink } from "./theme.js";

/** What an axis shows. */
export interface Axis {
  /** Quantity and unit: "models created a month", "time since first commit (days)". */
  readonly title: string;
  /** "share" shows 0 to 1 as percent. Default linear. */
  readonly scale?: "linear" | "log" | "date" | "share";
  /** Ends in data units (on a log axis too); found from the data when absent. */
  readonly range?: readonly [number | string | Date, number | string | Date];
  /** Name of the column in the figure's rows; made from the title when absent. */
  readonly column?: string;
}

/** A place on an axis; dates as Date or ISO text. */
export type Place = number | string | Date;

/** As plotly and CSV want it: a Date becomes ISO text, what is not finite becomes null. */
export function placeJson(place: Place | null | undefined): number | string | null {
  if (place === null || place === undefined) return null;
  if (place instanceof Date) {
    return Number.isNaN(place.getTime()) ? null : place.toISOString().replace(/T00:00:00\.000Z$/, "");
  }
  return typeof place === "number" && !Number.isFinite(place) ? null : place;
}

/** The place, or null where a log axis cannot show it. */
export function onScale(place: Place | null | undefined, axis: Axis): number | string | null {
  const value = placeJson(place);
  return axis.scale === "log" && typeof value === "number" && value <= 0 ? null : value;
}

/** The column an axis fills in the figure's rows: lower case, words joined by underscores. */
export function columnName({ title, column }: Axis): string {
  return column ?? (title.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? ["value"]).join("_");
}

/** plotly's description of the axis. `values` are what it has to show, for the choice of ticks. */
export function axisLayout(axis: Axis, values: Iterable<number | string | null>): Record<string, unknown> {
  const common = {
    title: { text: plotlyLabel(axisTitle(axis), 110), standoff: 10, font: { size: fontSize.axis } },
    automargin: true,
    showline: true,
    linecolor: ink,
    linewidth: 1,
    ticks: "outside",
    ticklen: 4,
    tickcolor: ink,
    gridcolor: gridColour,
    zeroline: false,
    tickfont: { size: fontSize.tick },
  };
  const range = axis.range?.map(placeJson);
  if (axis.scale === "date")
    return { ...common, type: "date", tickangle: 0, nticks: 9, ...(range && { range }) };
  if (axis.scale === "share") {
    return { ...common, type: "linear", tickformat: ",.2~%", tickangle: 0, ...(range && { range }) };
  }
  if (axis.scale === "log") return { ...common, ...logTicks(values, range as number[] | undefined) };
  return {
    ...common,
    type: "linear",
    exponentformat: "B",
    separatethousands: true,
    tickangle: 0,
    ...(range && { range }),
  };
}

/** The title as shown: log axes say so. */
export function axisTitle({ title, scale }: Axis): string {
  return scale === "log" && !/\blog\b/i.test(title) ? `${title} (log scale)` : title;
}

function logTicks(values: Iterable<number | string | null>, wanted?: number[]): Record<string, unknown> {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const value of wanted ?? values) {
    if (typeof value !== "number" || !(value > 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high > 0)) [low, high] = [1, 10];
  const to = Math.log10(high);
  // A wanted range that starts at zero, where a log axis has no place, shows one decade.
  const from = wanted && low >= high ? to - 1 : Math.log10(low);
  const room = wanted ? 0 : Math.max(0.08, (to - from) * 0.05);
  const range = [from - room, to + room] as const;
  const decades = range[1] - range[0];
  const first = Math.floor(range[0]);
  const count = Math.ceil(range[1]) - first + 1;
  const step = Math.max(1, Math.ceil(decades / 8));
  const multiples = decades > 3 ? [1] : decades > 1 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
  const ticks = Array.from({ length: count }, (_, i) => first + i)
    .filter((exponent) => multiples.length > 1 || exponent % step === 0)
    .flatMap((exponent) => multiples.map((m) => Number(`${m}e${exponent}`)))
    .filter((tick) => Math.log10(tick) >= range[0] - 1e-9 && Math.log10(tick) <= range[1] + 1e-9);
  return {
    type: "log",
    range,
    tickangle: 0,
    tickvals: ticks,
    ticktext: ticks.map((tick) =>
      logTick(
        tick,
        ticks.some((other) => other < 0.001 || other >= 1e12),
      ),
    ),
    ...(decades <= 8 && decades > 1 && { minor: { dtick: "D1", ticks: "outside", ticklen: 2 } }),
  };
}

function logTick(tick: number, asPower: boolean): string {
  if (!asPower || tick === 1) return formatCompact(tick);
  const [mantissa, exponent] = tick.toExponential().split("e");
  const power = `10<sup>${Number(exponent).toString().replace("-", "−")}</sup>`;
  return mantissa === "1" ? power : `${mantissa} × ${power}`;
}
