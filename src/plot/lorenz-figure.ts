import { axisLayout } from "./axis.js";
import { composeFigure, type FigureSpec } from "./compose-figure.js";
import type { Figure, Provenance } from "./figure.js";
import { formatNumber } from "./format.js";
import { type LineSeries, lineColours, lineRows, lineTraces } from "./line-figure.js";
import { simplifyLine } from "./simplify-line.js";

export interface LorenzSeries {
  readonly name: string;
  /** Shares of the population, ascending, 0 to 1; what stats' lorenz() gives. */
  readonly population: readonly number[];
  /** The share of the sum held by the poorest so many. */
  readonly share: readonly number[];
  readonly gini?: number | null;
}

export interface LorenzSpec extends FigureSpec {
  /** What is ordered: "models". */
  readonly population: string;
  /** What is shared out: "likes"; for several, "likes or downloads". */
  readonly amount: string;
  readonly curves: readonly LorenzSeries[];
}

/** Lorenz curves against the line of equality. */
export function lorenzFigure(spec: LorenzSpec, provenance: Provenance): Figure {
  const x = {
    title: `share of ${spec.population}, from least to most`,
    scale: "share",
    range: [0, 1],
  } as const;
  const y = { title: `share of all ${spec.amount}`, scale: "share", range: [0, 1] } as const;
  const series: LineSeries[] = spec.curves.map(({ name, population, share, gini }) => {
    const kept = simplifyLine(population, share, 300);
    return {
      name: gini === undefined || gini === null ? name : `${name} (Gini ${formatNumber(gini)})`,
      x: kept.map((i) => population[i]!),
      y: kept.map((i) => share[i]!),
    };
  });
  const equality: LineSeries = { name: "equality", x: [0, 1], y: [0, 1], dashed: true, muted: true };
  const all = [...series, equality];
  const colours = lineColours(all);
  return composeFigure(spec, provenance, {
    data: all.flatMap((one, i) => lineTraces(one, colours[i]!, { x, y })),
    layout: { xaxis: axisLayout(x, []), yaxis: axisLayout(y, []) },
    rows: lineRows(series, { ...x, column: "share_of_population" }, { ...y, column: "share_of_sum" }),
    height: 430,
  });
}
