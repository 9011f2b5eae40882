import { type PairShare, pairShares } from "../stats/index.js";
import { type WeightFormat, weightFormatsOf } from "./weight-format.js";

/** The formats of the models made in one month. */
export interface FormatMonth {
  /** First day of the month, UTC. */
  readonly month: string;
  /** Models with weights. */
  readonly models: number;
  /** Shares among the pairs of a model and a format that it holds; formats that none holds are absent. */
  readonly formats: ReadonlyMap<WeightFormat, PairShare>;
}

/**
 * Weight formats of models by the month in which they were made, months in order; models without a known time or
 * without weights are left out, and months in which fewer than `minModels` (default 20) were made.
 */
export function weightFormatTrend(
  models: readonly { readonly createdAt: Date | null; readonly paths: readonly string[] }[],
  { seed, minModels = 20, replicates = 400 }: { seed: string; minModels?: number; replicates?: number },
): FormatMonth[] {
  const months = new Map<string, WeightFormat[][]>();
  for (const { createdAt, paths } of models) {
    const formats = weightFormatsOf(paths);
    if (createdAt === null || formats.length === 0) continue;
    const month = `${createdAt.toISOString().slice(0, 7)}-01`;
    const own = months.get(month) ?? [];
    months.set(month, own);
    own.push(formats);
  }
  return [...months]
    .filter(([, own]) => own.length >= minModels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({
      month,
      models: own.length,
      formats: new Map(
        pairShares(own, { seed: `${seed}/${month}`, replicates }).map((row) => [
          row.value as WeightFormat,
          row,
        ]),
      ),
    }));
}

/** One format over the months, as a figure draws it; 0 in a month where no model holds it. */
export function formatSeries(months: readonly FormatMonth[], format: WeightFormat) {
  const along = (end: "value" | "low" | "high") =>
    months.map(({ formats }) => formats.get(format)?.share[end] ?? 0);
  return {
    name: format,
    x: months.map(({ month }) => month),
    y: along("value"),
    low: along("low"),
    high: along("high"),
  };
}
