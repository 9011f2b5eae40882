import { basename } from "node:path";
import { type Database, literal } from "../duckdb.js";
import { modelColumns, modelsFrom, preparedRows, readHubRows } from "./hub-rows.js";
import type { ImportFile, ImportKind } from "./import-file.js";

/** Rows of one kind of file from one source, staged as a table with the models table's columns, one row a model. */
export interface ModelGroup {
  readonly table: string;
  readonly kind: ImportKind;
  readonly rowsRead: number;
  readonly repeatsDropped: number;
}

/** Kinds that describe models, best witness first: where two know a value, the first one's is kept. */
export const modelKinds = [
  "list-page",
  "model-info",
  "models-csv",
  "creation-metadata",
  "creation-times",
] as const satisfies readonly ImportKind[];
export type ModelKind = (typeof modelKinds)[number];

export const repeatRule = "the row on the last page read wins, being the newest look at a list that moves";

/** Stages the files of one kind. Rows that name no model, and times that are none, go to the `failed` table. */
export async function stageModels(
  database: Database,
  table: string,
  kind: ModelKind,
  files: readonly ImportFile[],
): Promise<ModelGroup> {
  const paths = files.map(({ path }) => path);
  if (kind === "list-page" || kind === "model-info") return stageHubRows(database, table, kind, paths);
  await database.run(`CREATE TABLE ${table} AS ${csvQuery(kind, paths)}`);
  const rowsRead = await count(database, `SELECT count(*) FROM ${table}`);
  await dropRepeats(database, table, "id", "id");
  return {
    table,
    kind,
    rowsRead,
    repeatsDropped: rowsRead - (await count(database, `SELECT count(*) FROM ${table}`)),
  };
}

async function stageHubRows(
  database: Database,
  table: string,
  kind: "list-page" | "model-info",
  paths: readonly string[],
): Promise<ModelGroup> {
  const form = kind === "list-page" ? "array" : "newline_delimited";
  const file = `([${paths.map((path) => literal(basename(path))).join(", ")}])[file_index::BIGINT + 1]`;
  // Unordered, each thread fills its own blocks; in order, DuckDB copies every file's few rows once more.
  await database.run(
    `SET preserve_insertion_order = false;
     CREATE TABLE ${table} AS
     SELECT coalesce(_id, id, modelId) AS hub_key, file_index, ${modelColumns},
            CASE WHEN created_at IS NULL THEN createdAt END AS said_created,
            CASE WHEN last_modified_at IS NULL THEN lastModified END AS said_modified
     FROM ${preparedRows(`(SELECT *, file_index FROM ${readHubRows(paths, form)})`)};
     SET preserve_insertion_order = true`,
  );
  const rowsRead = await count(database, `SELECT count(*) FROM ${table}`);
  await database.run(
    `INSERT INTO failed (model_id, wanted, reason, detail)
     SELECT NULL, 'page', 'malformed', count(*) || ' rows without an id in ' || ${file}
     FROM ${table} WHERE id IS NULL OR id = '' GROUP BY file_index;
     DELETE FROM ${table} WHERE id IS NULL OR id = '';
     INSERT INTO failed (model_id, wanted, reason, detail)
     SELECT DISTINCT id, 'info', 'malformed', field || ' is not a time: ' || said[:80]
     FROM (SELECT id, 'createdAt' AS field, said_created AS said FROM ${table}
           UNION ALL SELECT id, 'lastModified', said_modified FROM ${table})
     WHERE said IS NOT NULL`,
  );
  const withIds = await count(database, `SELECT count(*) FROM ${table}`);
  await dropRepeats(database, table, "hub_key", "file_index");
  // A repository deleted and made anew under its old name comes back with another _id: the newer one is the model.
  await dropRepeats(database, table, "id", "created_at");
  const kept = await count(database, `SELECT count(*) FROM ${table}`);
  await database.run(
    ["hub_key", "file_index", "said_created", "said_modified"]
      .map((column) => `ALTER TABLE ${table} DROP COLUMN ${column};`)
      .join(""),
  );
  return { table, kind, rowsRead, repeatsDropped: withIds - kept };
}

/** Keeps, of rows that share a key, the one greatest by `order` (ties: by content, so that the choice is stable). */
async function dropRepeats(database: Database, table: string, key: string, order: string): Promise<void> {
  const repeated = `SELECT ${key} FROM ${table} GROUP BY ${key} HAVING count(*) > 1`;
  if ((await count(database, `SELECT count(*) FROM (${repeated})`)) === 0) return;
  await database.run(
    `CREATE TABLE kept AS SELECT * FROM ${table} AS r WHERE ${key} IN (${repeated})
       QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${order} DESC NULLS LAST, r::VARCHAR) = 1;
     DELETE FROM ${table} WHERE ${key} IN (${repeated});
     INSERT INTO ${table} SELECT * FROM kept;
     DROP TABLE kept`,
  );
}

function csvQuery(
  kind: "models-csv" | "creation-metadata" | "creation-times",
  paths: readonly string[],
): string {
  const from = readCsv(paths);
  if (kind === "creation-times") return modelsFrom(from, { id: "id", createdAt: "created_at" });
  if (kind === "creation-metadata") {
    const given = { id: "id", createdAt: "created_at", pipeline_tag: "nullif(task_category, 'unknown')" };
    return modelsFrom(from, { ...given, downloads: "try_cast(downloads AS DOUBLE)::BIGINT" });
  }
  const models = modelsFrom(from, {
    id: "id",
    lastModified: "last_modified",
    likes: "likes",
    downloads: "downloads",
    library_name: "library_name",
    pipeline_tag: "pipeline_tag",
    tags: `from_json(tags, '["VARCHAR"]')`,
    private: "private",
    sha: "sha",
    siblings: `list_transform(from_json(files, '["VARCHAR"]'), lambda f: {rfilename: f, size: NULL::BIGINT})`,
  });
  return `SELECT m.*, CASE WHEN c.card_status IN ('absent', 'empty') THEN 0 END AS card_length_chars
          FROM (${models}) AS m JOIN ${from} AS c ON c.id = m.id`;
}

/** Reads CSV files whose fields stay text. */
export function readCsv(paths: readonly string[]): string {
  return `read_csv([${paths.map(literal).join(", ")}], header = true, all_varchar = true, quote = '"', escape = '"',
    delim = ',', max_line_size = 16777216, parallel = false)`;
}

async function count(database: Database, sql: string): Promise<number> {
  const [row] = await database.rows(sql);
  return Object.values(row!)[0] as number;
}
