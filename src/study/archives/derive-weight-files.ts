import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Database, literal } from "../../snapshot/duckdb.js";
import { readCsv } from "../../snapshot/import/model-groups.js";

/** Commits that touched weight files, with the paths of the source's Windows machine as they are in the repositories. */
export async function deriveWeightCommits(repository: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const database = await Database.open();
  try {
    const commits = join(repository, "data/cache/fixed3_repository_evolution_commits_0_5014.csv");
    const csv = join(out, "s2e-weight-file-commits.csv.gz");
    await database.run(
      `COPY (SELECT * REPLACE (replace(model_file_path, '\\', '/') AS model_file_path) FROM ${readCsv([commits])})
       TO ${literal(csv)} (FORMAT csv, HEADER, COMPRESSION gzip)`,
    );
  } finally {
    database.close();
  }
}

/** How often weight files changed: the source's table, compressed. */
export async function deriveWeightChanges(repository: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const table = await readFile(join(repository, "dataset_folder/model_weight_file_changed.csv"));
  await writeFile(join(out, "sail-weight-file-change-counts.csv.gz"), gzipSync(table));
}
