import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/** Facts that a model's metadata can state, as SQL conditions on its row; true, false or null. */
export const statedFacts = {
  licence: "licence IS NOT NULL",
  datasets: "len(datasets) > 0",
  language: "len(languages) > 0",
  evaluation: "list_contains(tags, 'model-index')",
  co2: "(list_contains(tags, 'co2_eq_emissions') OR co2_grams IS NOT NULL)",
} as const;

export type StatedFact = keyof typeof statedFacts;

/** AutoTrain writes the emissions of a training into the card by itself. */
const byTool = `(list_contains(tags, 'autotrain') OR regexp_matches(lower(id), 'autotrain|autonlp'))`;

/** Models of a group, those that state each fact, and those whose CO2 a tool reported. */
export type StatedCounts = { readonly key: string; readonly n: number; readonly tool: number } & {
  readonly [fact in StatedFact]: number;
};

export interface StatedOptions {
  /** SQL of the group, over the columns of models and `made`; null is left out. Default: all models are one, "all". */
  readonly by?: string;
  /** A further SQL condition. */
  readonly where?: string;
  /** Smaller groups are left out. Default 1. */
  readonly least?: number;
}

/**
 * How many models state each fact, by group, in order of the group's key. Models whose tags are unknown are left out. The
 * column `made` is the time of creation, repaired from another snapshot where the Hub's floor hides it.
 */
export async function readStated(
  hub: Pick<Snapshot, "rows">,
  times: { readonly path: string },
  { by = "'all'", where = "true", least = 1 }: StatedOptions = {},
): Promise<StatedCounts[]> {
  const counts = Object.entries(statedFacts).map(([name, sql]) => `count_if(${sql}) AS ${name}`);
  return hub.rows<StatedCounts>(
    `SELECT key, count(*) AS n, ${counts.join(", ")}, count_if(${statedFacts.co2} AND ${byTool}) AS tool
     FROM (SELECT *, (${by})::VARCHAR AS key FROM ${statedModels(times)} WHERE ${where})
     WHERE key IS NOT NULL GROUP BY key HAVING count(*) >= ${least} ORDER BY key`,
  );
}

/** SQL of how many models with known tags the owner has, as a group that sorts by size; null without an owner. */
export const ownerSizeSql = `CASE WHEN owner IS NULL THEN NULL WHEN count(*) OVER (PARTITION BY owner) >= 100 THEN '4: 100 or more'
  WHEN count(*) OVER (PARTITION BY owner) >= 10 THEN '3: 10 to 99'
  WHEN count(*) OVER (PARTITION BY owner) >= 2 THEN '2: 2 to 9' ELSE '1: 1' END`;

/**
 * SQL source of the models with known tags and `made`, their own time of creation, or another snapshot's where theirs is
 * unknown or the creation-time floor; goes after FROM.
 */
export function statedModels(times: { readonly path: string }): string {
  return `(SELECT m.*, CASE WHEN m.created_at IS NOT NULL AND m.created_at_is_floor = false THEN m.created_at ELSE t.created_at END AS made
    FROM models AS m LEFT JOIN (SELECT id, created_at FROM read_parquet(${literal(`${times.path}/models.parquet`)})
      WHERE created_at_is_floor = false) AS t ON t.id = m.id WHERE m.tags IS NOT NULL)`;
}
