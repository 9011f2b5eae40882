import type { Snapshot } from "../snapshot/index.js";

/**
 * Of the commits that were planted to be about an activity, the share that touches a file of that role, by activity: the
 * card, the weights. Of a simulated snapshot with commits and their files; a commit without known files touches none.
 * @throws where the snapshot has no planted commits: ask plantedTruth first
 */
export async function plantedTouches(
  snapshot: Pick<Snapshot, "rows" | "path">,
): Promise<Map<string, number>> {
  const rows = await snapshot.rows<{ activity: string; touches: number }>(
    `SELECT t.activity, avg((f.roles IS NOT NULL AND list_contains(f.roles, t.activity))::INT) AS touches
     FROM commits AS c
     JOIN read_parquet('${snapshot.path.replaceAll("'", "''")}/truth-commits.parquet') AS t USING (model_id, position)
     LEFT JOIN (SELECT model_id, oid, list(file_role) AS roles FROM commit_files GROUP BY ALL) AS f USING (model_id, oid)
     WHERE t.activity IN ('card', 'weights') GROUP BY 1`,
  );
  return new Map(rows.map(({ activity, touches }) => [activity, touches]));
}
