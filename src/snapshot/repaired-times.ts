import { literal } from "./duckdb.js";

/**
 * SQL source of the models with a column `made_at`: the time of creation, where a model stands at the creation-time floor
 * the earlier one that another snapshot knows under the same id, and null where none is known (renamed since, or absent
 * there). Goes after FROM, in place of the models table.
 */
export function repairedTimes(times: { readonly path: string }): string {
  return `(SELECT m.*, CASE WHEN NOT m.created_at_is_floor THEN m.created_at
      WHEN t.created_at < m.created_at THEN t.created_at END AS made_at
    FROM models AS m LEFT JOIN read_parquet(${literal(`${times.path}/models.parquet`)}) AS t ON t.id = m.id)`;
}
