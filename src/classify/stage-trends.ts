import {
  type BootstrapEstimate,
  bootstrap,
  type CliffsDelta,
  cliffsDelta,
  holm,
  kruskalWallis,
  type MannKendallResult,
  mannKendall,
  mean,
  pageTrend,
} from "../stats/index.js";
import { type StageMeasure, type StageTable, stageMeasureUnits } from "./stage-measures.js";

export interface StageTrend {
  readonly measure: StageMeasure;
  readonly unit: string;
  /** Models with a value in every stage: the only ones compared, so that each stage has the same models. */
  readonly n: number;
  /** Models with stages but without a value in one of them. */
  readonly incomplete: number;
  /** Mean over models of the value in each stage. */
  readonly stageMeans: readonly (number | null)[];
  /** Mean over models of last stage minus first, with a bootstrap interval over models; null for no models. */
  readonly change: BootstrapEstimate | null;
  /** Share of models that rise from the first to the last stage less share that fall: a paired effect size, -1 to 1. */
  readonly riseOverFall: number | null;
  /** Cliff's delta of the last stage against the first. */
  readonly delta: CliffsDelta | null;
  /** Two-sided p of a rise or fall over the stages within models (Page 1963), and the mean correlation with the stage. */
  readonly pageP: number | null;
  readonly meanCorrelation: number | null;
  /** p that the stages differ at all, models unpaired. */
  readonly kruskalP: number | null;
  readonly epsilonSquared: number | null;
  /** Of the stage means; telling only with more than three stages. */
  readonly mannKendall: MannKendallResult | null;
  /** pageP after Holm's correction over the measures. */
  readonly adjustedP: number | null;
  /** rises or falls where adjustedP is at most alpha and the interval of the change lies on the same side of 0, else none. */
  readonly direction: "rises" | "falls" | "none";
}

export interface StageTrendOptions {
  readonly seed: number | string;
  /** Default: all. */
  readonly measures?: readonly StageMeasure[];
  /** Default 0.05. */
  readonly alpha?: number;
  /** Bootstrap replicates, default 1,000. */
  readonly replicates?: number;
}

/**
 * Whether measures change over the stages. The decision rests on Page's test over models, Holm-corrected over measures,
 * and on the interval of the mean change: ranks alone would see a trend where stages differ in their number of commits,
 * since the mean of more commits has another median, though the same expectation. Kruskal-Wallis and Mann-Kendall stand beside it. Measures that no model has in all stages have n 0 and null results.
 */
export function stageTrends({ rows, stages, models }: StageTable, options: StageTrendOptions): StageTrend[] {
  const { seed, alpha = 0.05, replicates = 1000 } = options;
  const measures = options.measures ?? (Object.keys(stageMeasureUnits) as StageMeasure[]);
  const trends = measures.map((measure) => {
    const blocks: number[][] = [];
    for (let at = 0; at < rows.length; at += stages) {
      const block = rows.slice(at, at + stages).map((row) => row[measure]);
      if (block.every((value) => value !== null)) blocks.push(block);
    }
    const columns = Array.from({ length: stages }, (_, stage) => blocks.map((block) => block[stage]!));
    const first = columns[0]!;
    const last = columns.at(-1)!;
    const changes = blocks.map((_, i) => last[i]! - first[i]!);
    const rise = pageTrend(blocks);
    const fall = pageTrend(blocks.map((block) => [...block].reverse()));
    const kruskal = kruskalWallis(columns);
    const stageMeans = columns.map((column) => mean(column));
    return {
      measure,
      unit: stageMeasureUnits[measure],
      n: blocks.length,
      incomplete: models - blocks.length,
      stageMeans,
      change: bootstrap(
        changes,
        ({ values, counts, n }) => {
          let sum = 0;
          for (let i = 0; i < values.length; i++) sum += values[i]! * counts[i]!;
          return n === 0 ? null : sum / n;
        },
        { seed: `${seed}/${measure}`, replicates },
      ),
      riseOverFall:
        blocks.length === 0
          ? null
          : changes.reduce((sum, change) => sum + Math.sign(change), 0) / blocks.length,
      delta: cliffsDelta(last, first),
      pageP: rise && fall ? Math.min(1, 2 * Math.min(rise.p, fall.p)) : null,
      meanCorrelation: rise?.meanCorrelation ?? null,
      kruskalP: kruskal?.p ?? null,
      epsilonSquared: kruskal?.epsilonSquared ?? null,
      mannKendall: stageMeans.every((value) => value !== null) ? mannKendall(stageMeans) : null,
    };
  });
  const tested = trends.filter(({ pageP }) => pageP !== null);
  const corrected = holm(tested.map(({ pageP }) => pageP!));
  return trends.map((trend) => {
    const adjustedP = trend.pageP === null ? null : corrected[tested.indexOf(trend)]!;
    const sign = Math.sign(trend.meanCorrelation ?? 0);
    const apart = trend.change !== null && (sign > 0 ? trend.change.low > 0 : trend.change.high < 0);
    const real = adjustedP !== null && adjustedP <= alpha && sign !== 0 && apart;
    return { ...trend, adjustedP, direction: real ? (sign > 0 ? "rises" : "falls") : "none" };
  });
}
