import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/** A model and whether it had a card when its source was taken. */
export interface CardPresence {
  readonly id: string;
  readonly owner: string | null;
  readonly createdAt: Date | null;
  readonly downloads30d: number | null;
  /** null where the source does not say. */
  readonly hasCard: boolean | null;
}

/**
 * Which models of a snapshot have a card. A source may say so and hold neither the card nor its length: the list of
 * October 2022 has a column has_modelcard, which no table keeps, since merged into another census it would be read as of
 * that census's date. Where there is no such list, a card is one with a length above 0.
 */
export async function readCardPresence(snapshot: Snapshot): Promise<CardPresence[]> {
  const raw = join(snapshot.path, "raw");
  const kept = existsSync(raw) ? readdirSync(raw, { recursive: true, encoding: "utf8" }).sort() : [];
  const lists = kept
    .filter((name) => /(^|[\\/])metadata\.csv(\.gz)?$/.test(name))
    .map((name) => join(raw, name));
  const stated = lists.length
    ? `SELECT id, author, try_cast(has_modelcard AS BOOLEAN) AS stated
       FROM read_csv([${lists.map(literal).join(", ")}], header = true, all_varchar = true, quote = '"', escape = '"', delim = ',')`
    : "SELECT NULL::VARCHAR AS id, NULL::VARCHAR AS author, NULL::BOOLEAN AS stated WHERE false";
  return snapshot.rows<CardPresence>(`
    WITH listed AS (${stated})
    SELECT models.id, coalesce(owner, author) AS owner, created_at AS "createdAt", downloads_30d AS "downloads30d",
           coalesce(stated, card_length_chars > 0) AS "hasCard"
    FROM models LEFT JOIN listed ON listed.id = models.id
    ORDER BY models.id`);
}
