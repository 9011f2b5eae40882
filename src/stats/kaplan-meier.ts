import { normalQuantile } from "./normal.js";
import { ascending, type Numbers, requireFinite, requireLevel, requireSameLength } from "./numbers.js";

/** A survival curve: row i holds from times[i] until the next time. The first row is time 0, before anything happened. */
export interface SurvivalCurve {
  times: number[];
  /** Share still alive after times[i]. */
  survival: number[];
  /** Pointwise confidence band; null where it is not defined (nothing has happened yet, or nobody is left). */
  low: (number | null)[];
  high: (number | null)[];
  /** At risk just before times[i]. */
  atRisk: number[];
  events: number[];
  censored: number[];
  /** Time by which half have died, and the times at which the band's edges pass one half; null where never reached. */
  median: { value: number | null; low: number | null; high: number | null };
  n: number;
  totalEvents: number;
  level: number;
}

/**
 * The Kaplan-Meier estimate (1958) of survival past each time, with Greenwood's variance and log-log bands (Kalbfleisch
 * and Prentice), which stay inside [0, 1]. `observed[i]` tells whether the event was seen at `durations[i]` (true or 1)
 * or the case left the study then (false or 0). Events come before censorings at the same time. Null for no cases.
 * @throws RangeError on a negative or non-finite duration or columns of different length
 */
export function kaplanMeier(
  durations: Numbers,
  observed: ArrayLike<boolean | number>,
  { level = 0.95 }: { level?: number } = {},
): SurvivalCurve | null {
  requireLevel(level, "kaplanMeier");
  const rows = lifeTable(durations, observed, "kaplanMeier");
  const n = durations.length;
  if (n === 0) return null;
  const z = normalQuantile(0.5 + level / 2);
  const curve: SurvivalCurve = {
    times: [0],
    survival: [1],
    low: [null],
    high: [null],
    atRisk: [n],
    events: [0],
    censored: [0],
    median: { value: null, low: null, high: null },
    n,
    totalEvents: 0,
    level,
  };
  let survival = 1;
  let greenwood = 0;
  for (const { time, atRisk, events, censored } of rows) {
    survival *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    let low: number | null = null;
    let high: number | null = null;
    if (survival > 0 && survival < 1) {
      const margin = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival)));
      low = survival ** margin;
      high = survival ** (1 / margin);
    }
    curve.totalEvents += events;
    // Cases that died or left at time 0 belong to the first row.
    const at = time === 0 ? 0 : curve.times.length;
    curve.times[at] = time;
    curve.survival[at] = survival;
    curve.low[at] = low;
    curve.high[at] = high;
    curve.atRisk[at] = atRisk;
    curve.events[at] = events;
    curve.censored[at] = censored;
  }
  const passes = (edge: (number | null)[]) => {
    const at = edge.findIndex((s) => s !== null && s <= 0.5);
    return at < 0 ? null : curve.times[at]!;
  };
  curve.median = { value: passes(curve.survival), low: passes(curve.low), high: passes(curve.high) };
  return curve;
}

/** One row a distinct time with its risk set, ascending. */
export function lifeTable(durations: Numbers, observed: ArrayLike<boolean | number>, where: string) {
  requireSameLength(durations, observed, where);
  requireFinite(durations, where);
  // Two sorted columns and a merge: sorting numbers is several times faster than sorting rows.
  const died = ascending(Float64Array.from(durations).filter((_, i) => Boolean(observed[i])));
  const left = ascending(Float64Array.from(durations).filter((_, i) => !observed[i]));
  const rows: { time: number; atRisk: number; events: number; censored: number }[] = [];
  let i = 0;
  let j = 0;
  while (i < died.length || j < left.length) {
    const time = i < died.length && (j >= left.length || died[i]! <= left[j]!) ? died[i]! : left[j]!;
    if (time < 0) {
      throw new RangeError(`${where}: a duration is ${time}; clip or leave out what ends before it begins`);
    }
    const row = { time, atRisk: died.length - i + left.length - j, events: 0, censored: 0 };
    while (i < died.length && died[i] === time) {
      row.events++;
      i++;
    }
    while (j < left.length && left[j] === time) {
      row.censored++;
      j++;
    }
    rows.push(row);
  }
  return rows;
}
