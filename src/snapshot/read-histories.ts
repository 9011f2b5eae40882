import type { CommitRecord, FileRole, ModelHistory } from "../classify/index.js";
import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

interface CommitRow {
  model_id: string;
  oid: string;
  committed_at: Date | null;
  title: string | null;
  message: string | null;
  authors: string[] | null;
  is_bot: boolean | null;
}

interface FileRow {
  model_id: string;
  oid: string;
  path: string;
  change: string | null;
  file_role: FileRole;
}

/**
 * The histories of a snapshot's models, by id, commits first to last, with their files where the snapshot has any for
 * the model: all of them in memory, some 1 KB a commit. Where a model has commits but no row in commit_files its files
 * are unknown (null); where it has some, a commit without rows touched nothing.
 */
export async function readHistories(
  snapshot: Snapshot,
  { modelIds }: { readonly modelIds?: readonly string[] } = {},
): Promise<ModelHistory[]> {
  const where = modelIds ? `WHERE model_id IN (${modelIds.map(literal).join(", ") || "NULL"})` : "";
  const rows = await snapshot.rows<CommitRow>(
    `SELECT model_id, oid, committed_at, title, message, authors, is_bot FROM commits ${where} ORDER BY model_id, position`,
  );
  const files = new Map<string, Map<string, { path: string; change: string | null; role: FileRole }[]>>();
  if (snapshot.has("commit_files")) {
    const changes = await snapshot.rows<FileRow>(
      `SELECT model_id, oid, path, change, file_role FROM commit_files ${where} ORDER BY model_id, oid, path`,
    );
    for (const { model_id, oid, path, change, file_role } of changes) {
      const commits = files.get(model_id) ?? new Map();
      files.set(model_id, commits);
      const list = commits.get(oid) ?? [];
      commits.set(oid, list);
      list.push({ path, change, role: file_role });
    }
  }
  const histories: { modelId: string; commits: CommitRecord[] }[] = [];
  for (const row of rows) {
    let last = histories.at(-1);
    if (last?.modelId !== row.model_id) {
      last = { modelId: row.model_id, commits: [] };
      histories.push(last);
    }
    const own = files.get(row.model_id);
    last!.commits.push({
      modelId: row.model_id,
      oid: row.oid,
      committedAt: row.committed_at,
      title: row.title,
      message: row.message,
      authors: row.authors,
      isBot: row.is_bot,
      files: own ? (own.get(row.oid) ?? []) : null,
    });
  }
  return histories;
}
