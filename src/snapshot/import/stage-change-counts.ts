import { type Database, literal } from "../duckdb.js";
import { readCsv } from "./model-groups.js";
import { count, fileRoleSql } from "./stage-commits.js";

/**
 * Makes the `staged_changes` table from lists of files with how often each changed over the history of its repository.
 * A file listed twice counts once, with the larger number; every model gets a failures row, because its commits
 * themselves are not known.
 *
 * @returns rows read and rows left out, by why.
 */
export async function stageChangeCounts(
  database: Database,
  paths: readonly string[],
): Promise<{ rows: number; excluded: Record<string, number> }> {
  await database.run(
    `CREATE TABLE change_rows AS
     SELECT owner || '/' || model_name AS model_id, file_changed AS path,
            try_cast(changed_frequency AS DOUBLE)::INTEGER AS changes
     FROM ${readCsv(paths)};
     CREATE TABLE staged_changes AS
     SELECT model_id, path, ${fileRoleSql("path")} AS file_role, max(changes)::INTEGER AS changes
     FROM change_rows WHERE model_id IS NOT NULL AND path IS NOT NULL AND changes > 0 GROUP BY model_id, path;
     INSERT INTO failed (model_id, wanted, reason, detail)
     SELECT DISTINCT model_id, 'commits', 'truncated', ${literal("only how often its weight files changed is known")}
     FROM staged_changes`,
  );
  const rows = await count(database, "change_rows");
  const left = rows - (await count(database, "staged_changes"));
  await database.run("DROP TABLE change_rows");
  return { rows, excluded: left ? { "counts of file changes that are repeated or no numbers": left } : {} };
}
