import type { Snapshot } from "./open-snapshot.js";

/**
 * How many models have each key, most first and ties by name: a column, an expression, or `unnest(list)` for models that
 * have several. Null is not counted. A model whose list names a key twice counts twice; use list_distinct where that can
 * happen. `where` is a further SQL condition on the models.
 */
export async function countKeys(
  hub: Pick<Snapshot, "rows">,
  key: string,
  where = "true",
): Promise<{ name: string; size: number }[]> {
  return hub.rows<{ name: string; size: number }>(
    `SELECT name, count(*) AS size FROM (SELECT (${key})::VARCHAR AS name FROM models WHERE ${where})
     WHERE name IS NOT NULL GROUP BY name ORDER BY size DESC, name`,
  );
}
