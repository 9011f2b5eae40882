import type { WorkSpan } from "../classify/index.js";
import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/**
 * From creation to the last change of any kind, of the models whose last change a list knows. The creation is the list's
 * own, or where that is the creation-time floor another snapshot's; null where neither knows it.
 */
export async function readLastChanges(
  hub: Pick<Snapshot, "rows">,
  times: { readonly path: string },
): Promise<WorkSpan[]> {
  return hub.rows<WorkSpan>(
    `SELECT epoch_ms(coalesce(CASE WHEN m.created_at_is_floor = false THEN m.created_at END, t.created_at))::DOUBLE AS "firstMs",
       epoch_ms(m.last_modified_at)::DOUBLE AS "lastMs"
     FROM models AS m LEFT JOIN (SELECT id, created_at FROM read_parquet(${literal(`${times.path}/models.parquet`)})
       WHERE created_at IS NOT NULL AND created_at_is_floor IS NOT TRUE) AS t ON t.id = m.id
     WHERE m.last_modified_at IS NOT NULL ORDER BY m.id`,
  );
}
