import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/** A card's text, front matter off, with what is known of its model. */
export interface DatedCard {
  readonly id: string;
  readonly text: string;
  readonly likes: number | null;
  readonly downloads: number | null;
  /** Time of creation, from the other snapshot where it knows the model; null where no source does, or only the floor. */
  readonly created: Date | null;
}

/** The cards of a snapshot by model id, with times of creation from another. */
export async function readDatedCards(
  hub: Pick<Snapshot, "rows">,
  times: { readonly path: string },
): Promise<DatedCard[]> {
  return hub.rows<DatedCard>(
    `SELECT c.model_id AS id, c.text, m.likes, m.downloads_30d AS downloads,
       coalesce(CASE WHEN NOT t.created_at_is_floor THEN t.created_at END,
         CASE WHEN NOT m.created_at_is_floor THEN m.created_at END) AS created
     FROM cards AS c LEFT JOIN models AS m ON m.id = c.model_id
     LEFT JOIN read_parquet(${literal(`${times.path}/models.parquet`)}) AS t ON t.id = c.model_id ORDER BY c.model_id`,
  );
}
