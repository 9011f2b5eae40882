import type { Snapshot } from "./open-snapshot.js";

/** A model whose files at the head are known. */
export interface FileList {
  readonly id: string;
  /** The name itself where it has no owner. */
  readonly owner: string;
  /** Null where unknown or where the Hub gave its floor. */
  readonly createdAt: Date | null;
  readonly licence: string | null;
  readonly paths: readonly string[];
}

/** The models of a snapshot whose file list is known, by id; those without one are absent. */
export async function readFileLists(snapshot: Snapshot): Promise<FileList[]> {
  return snapshot.rows<FileList>(
    `SELECT id, coalesce(owner, id) AS owner, CASE WHEN created_at_is_floor = false THEN created_at END AS "createdAt",
            licence, file_paths AS paths
     FROM models WHERE file_paths IS NOT NULL ORDER BY id`,
  );
}
