import type { Snapshot } from "./open-snapshot.js";

/**
 * Likes and 30-day downloads of the models that know both, in one order, under a further SQL condition. Columns for
 * statistics: unknown counts are left out, never read as 0.
 */
export async function readAttention(
  hub: Snapshot,
  where = "true",
): Promise<{ likes: number[]; downloads: number[] }> {
  const { likes, downloads } = await hub.columns(
    `SELECT likes, downloads_30d AS downloads FROM models
     WHERE likes IS NOT NULL AND downloads_30d IS NOT NULL AND (${where})`,
  );
  return { likes: likes as number[], downloads: downloads as number[] };
}
