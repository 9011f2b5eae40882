import { declaredFields } from "../text/index.js";
import { declaredSql } from "./declared-sql.js";
import type { Snapshot } from "./open-snapshot.js";
import { statedModels } from "./read-stated.js";

/** Columns over models in one order. */
export interface CompletenessColumns {
  /** Share of the declared fields, 0 to 1, as metadataCompleteness has it. */
  readonly score: number[];
  /** Year and quarter made, 2023.2; 0 where unknown. */
  readonly quarter: number[];
  readonly likes: number[];
  readonly downloads: number[];
}

/** Completeness of metadata beside attention and the quarter made, of the models that know their tags and both counts. */
export async function readCompleteness(
  hub: Snapshot,
  times: { readonly path: string },
): Promise<CompletenessColumns> {
  const score = declaredFields.map((field) => `(${declaredSql(field)})::INT`).join(" + ");
  const columns = await hub.columns(
    `SELECT (${score})::DOUBLE / ${declaredFields.length} AS score,
       coalesce(year(made) + quarter(made) / 10, 0) AS quarter, likes, downloads_30d AS downloads
     FROM ${statedModels(times)} WHERE downloads_30d IS NOT NULL AND likes IS NOT NULL ORDER BY id`,
  );
  return columns as unknown as CompletenessColumns;
}
