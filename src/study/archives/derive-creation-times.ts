import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Database, literal } from "../../snapshot/duckdb.js";

/** Creation times from data/model_info.parquet, as CSV: all rows with what else is known, and those that have a time. */
export async function deriveCreationTimes(repository: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const database = await Database.open();
  try {
    const csv = (name: string) => `${literal(join(out, name))} (FORMAT csv, HEADER, COMPRESSION gzip)`;
    await database.run(
      `CREATE TABLE models AS
       SELECT modelId AS id,
              strftime(make_timestamp(epoch_us(creation_time)), '%Y-%m-%dT%H:%M:%SZ') AS created_at,
              author, downloads, has_modelcard, task_category, task_domain
       FROM read_parquet(${literal(join(repository, "data/model_info.parquet"))});
       COPY (SELECT * FROM models ORDER BY created_at NULLS LAST, id) TO ${csv("metadata.csv.gz")};
       COPY (SELECT id, created_at FROM models WHERE created_at IS NOT NULL ORDER BY created_at, id)
         TO ${csv("creation_times.csv.gz")}`,
    );
  } finally {
    database.close();
  }
}
