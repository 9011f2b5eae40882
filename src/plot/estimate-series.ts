import type { Place } from "./axis.js";
import type { BarSeries } from "./bar-figure.js";
import type { LineSeries } from "./line-figure.js";

/** A value with its interval; null, or null parts, where it is unknown. */
type Interval = {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
} | null;

/** A line through estimates, one a place, with their intervals as a ribbon. What is unknown leaves a gap. */
export function estimateLine(
  name: string,
  x: readonly Place[],
  estimates: readonly Interval[],
  look: Pick<LineSeries, "muted" | "dashed"> = {},
): LineSeries {
  const { values: y, low, high } = estimateBars(name, estimates);
  return { name, x, y, low, high, ...look };
}

/** Bars of estimates, one a category, with their intervals as error bars. What is unknown leaves no bar. */
export function estimateBars(
  name: string,
  estimates: readonly Interval[],
  look: Pick<BarSeries, "muted"> = {},
): BarSeries {
  return {
    name,
    values: estimates.map((one) => one?.value ?? null),
    low: estimates.map((one) => one?.low ?? null),
    high: estimates.map((one) => one?.high ?? null),
    ...look,
  };
}
