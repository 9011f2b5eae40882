import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/**
 * Pairs of the named tags that `least` models or more carry together, with the number of such models: a before b, in order.
 * A model that repeats a tag counts once.
 */
export async function readLinkedTags(
  hub: Pick<Snapshot, "rows">,
  tags: readonly string[],
  { least }: { readonly least: number },
): Promise<{ a: string; b: string; shared: number }[]> {
  if (tags.length === 0) return [];
  return hub.rows(
    `WITH held AS (SELECT DISTINCT id, tag FROM (SELECT id, unnest(tags) AS tag FROM models)
       WHERE tag IN (${tags.map(literal).join(", ")}))
     SELECT x.tag AS a, y.tag AS b, count(*) AS shared FROM held AS x JOIN held AS y ON x.id = y.id AND x.tag < y.tag
     GROUP BY a, b HAVING shared >= ${least} ORDER BY a, b`,
  );
}
