import { type Share, share } from "../stats/share.js";
import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/** The share of one snapshot's models that another lists under the same id. Null where it has no models. */
export async function sharedModels(
  { path }: { readonly path: string },
  other: Snapshot,
): Promise<Share | null> {
  const [row] = await other.rows<{ models: number; shared: number }>(
    `SELECT count(*) AS models, count(c.id) AS shared
     FROM read_parquet(${literal(`${path}/models.parquet`)}) AS o LEFT JOIN models AS c ON c.id = o.id`,
  );
  return share(row!.shared, row!.models);
}
