import type { FileRole } from "../classify/index.js";
import type { Snapshot } from "./open-snapshot.js";

/** A model and those of its files that changed after they came: two commits or more touched them. */
export interface ChangedFiles {
  readonly modelId: string;
  readonly paths: readonly string[];
  readonly roles: readonly FileRole[];
}

/**
 * Models with files that two commits or more touched, by id: from the counts of changes where the snapshot has them,
 * else from the files of its commits. A model whose files changed once only is absent.
 */
export async function readChangedFiles(
  snapshot: Snapshot,
  { role }: { readonly role?: FileRole } = {},
): Promise<ChangedFiles[]> {
  const only = role ? `WHERE file_role = '${role}'` : "";
  const files = snapshot.has("file_changes")
    ? `(SELECT model_id, path, file_role FROM file_changes ${only} ${only ? "AND" : "WHERE"} changes >= 2)`
    : `(SELECT model_id, path, file_role FROM commit_files ${only} GROUP BY ALL HAVING count(*) >= 2)`;
  return snapshot.rows<ChangedFiles>(
    `SELECT model_id AS "modelId", list(path ORDER BY path) AS paths, list(file_role ORDER BY path) AS roles
     FROM ${files} GROUP BY model_id ORDER BY model_id`,
  );
}
