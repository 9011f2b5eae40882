import { type Axis, axisLayout } from "./axis.js";
import { composeFigure, counted, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { type LineSeries, lineColours, lineRows, lineTraces } from "./line-figure.js";
import { simplifyLine } from "./simplify-line.js";

export interface CcdfSeries {
  readonly name: string;
  /** Distinct values, ascending; what stats' valueCounts() gives. */
  readonly values: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
}

export interface CcdfSpec extends FigureSpec {
  /** The quantity, with its unit. */
  readonly value: Omit<Axis, "scale" | "range">;
  /** What has it: "models". */
  readonly population: string;
  readonly series: readonly CcdfSeries[];
  /** Fitted tails, as the share at or above each value, already scaled to the whole population. */
  readonly fits?: readonly {
    readonly name: string;
    readonly x: readonly number[];
    readonly y: readonly number[];
  }[];
}

/**
 * The share at or above each value on two log axes, with fitted tails. Values at or below zero count in the
 * denominator and are named in the caption.
 */
export function ccdfFigure(spec: CcdfSpec, provenance: Provenance): Figure {
  const x: Axis = { ...spec.value, scale: "log" };
  const y: Axis = {
    title: `share of ${spec.population} with at least as many`,
    scale: "log",
    column: "share_at_or_above",
  };
  let zeros = 0;
  let thinned = 0;
  const curves: LineSeries[] = spec.series.map((one) => {
    const curve = shareAtOrAbove(one);
    zeros += curve.zeros;
    const kept = simplifyLine(curve.x.map(Math.log10), curve.y.map(Math.log10), 250);
    thinned += curve.x.length - kept.length;
    return { name: one.name, points: true, x: kept.map((i) => curve.x[i]!), y: kept.map((i) => curve.y[i]!) };
  });
  const fits: LineSeries[] = (spec.fits ?? []).map((fit) => ({ ...fit, dashed: true }));
  const all = [...curves, ...fits];
  const colours = lineColours(all);
  return composeFigure(spec, provenance, {
    data: all.flatMap((one, i) =>
      lineTraces(one, colours[i]!, { x, y }).map((trace) =>
        one.points ? { ...trace, marker: { color: colours[i], size: 4.5 } } : trace,
      ),
    ),
    layout: {
      xaxis: axisLayout(
        x,
        all.flatMap((one) => one.x as number[]),
      ),
      yaxis: axisLayout(
        y,
        all.flatMap((one) => one.y),
      ),
    },
    rows: lineRows(all, x, y),
    height: 430,
    remarks: [
      zeros > 0 && `${counted(zeros, "value")} of zero in the denominator, left of the axis`,
      thinned > 0 && `${counted(thinned, "distinct value")} on straight stretches not drawn`,
    ],
  });
}

function shareAtOrAbove({ values, counts }: CcdfSeries): { x: number[]; y: number[]; zeros: number } {
  let n = 0;
  for (let i = 0; i < counts.length; i++) n += counts[i]!;
  const x: number[] = [];
  const y: number[] = [];
  let below = 0;
  let zeros = 0;
  for (let i = 0; i < values.length; i++) {
    if (!(counts[i]! > 0)) continue;
    if (values[i]! > 0) {
      x.push(values[i]!);
      y.push((n - below) / n);
    } else zeros += counts[i]!;
    below += counts[i]!;
  }
  return { x, y, zeros };
}
