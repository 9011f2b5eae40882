import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { manifestChange, manifestFile, type Resource, readManifestText } from "./datapackage.js";
import { Database, literal } from "./duckdb.js";
import { hashFile } from "./hash-file.js";
import { type TableName, tables } from "./schema.js";
import { rawSums } from "./write-snapshot.js";

/** A file that is not as the manifest says, and how. */
export interface Difference {
  readonly path: string;
  readonly what: string;
}

export interface Verification {
  readonly ok: boolean;
  /** Files compared with their recorded hash. */
  readonly filesChecked: number;
  readonly differences: readonly Difference[];
}

/**
 * Checks every hash, row count and schema of a snapshot, its raw files included, and looks for files that nobody lists.
 *
 * @throws SnapshotError where the folder holds no readable manifest.
 */
export async function verifySnapshot(
  folder: string,
  onProgress: (done: number, total: number, path: string) => void = () => {},
): Promise<Verification> {
  const { text, manifest } = await readManifestText(folder);
  const differences: Difference[] = [];
  const change = manifestChange(text, manifest);
  if (change) differences.push({ path: manifestFile, what: change });
  const expected = new Map(manifest.resources.map(({ path, hash }) => [path, hash.replace("sha256:", "")]));
  for (const [path, sha256] of await readSums(folder, differences)) expected.set(path, sha256);

  let done = 0;
  const broken = new Set<string>();
  for (const [path, sha256] of expected) {
    onProgress(done++, expected.size, path);
    const what = existsSync(join(folder, path))
      ? (await hashFile(join(folder, path))).sha256 === sha256
        ? null
        : "the bytes are not those that were written (SHA-256 differs)"
      : "the file is missing";
    if (what) {
      broken.add(path);
      differences.push({ path, what });
    }
  }
  for (const resource of manifest.resources) {
    if (resource.schema && !broken.has(resource.path))
      differences.push(...(await compareTable(folder, resource)));
  }
  for (const path of await filesIn(folder)) {
    if (path !== manifestFile && !expected.has(path))
      differences.push({ path, what: "the manifest does not list it" });
  }
  onProgress(expected.size, expected.size, "");
  return { ok: differences.length === 0, filesChecked: expected.size, differences };
}

async function readSums(
  folder: string,
  differences: Difference[],
): Promise<[path: string, sha256: string][]> {
  if (!existsSync(join(folder, rawSums))) return [];
  const lines = (await readFile(join(folder, rawSums), "utf8")).split("\n").filter(Boolean);
  return lines.flatMap((line, i): [string, string][] => {
    const match = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
    if (match) return [[`raw/${match[2]}`, match[1]!]];
    differences.push({ path: rawSums, what: `line ${i + 1} is not a hash and a path` });
    return [];
  });
}

async function compareTable(folder: string, resource: Resource): Promise<Difference[]> {
  const database = await Database.open();
  const file = `read_parquet(${literal(join(folder, resource.path))})`;
  const found: string[] = [];
  try {
    const [{ n }] = (await database.rows<{ n: number }>(`SELECT count(*) AS n FROM ${file}`)) as [
      { n: number },
    ];
    if (n !== resource.rowCount) found.push(`it has ${n} rows, the manifest says ${resource.rowCount}`);
    const schema = tables[resource.name as TableName];
    if (schema) {
      const actual = await database.rows<{ column_name: string; column_type: string }>(
        `DESCRIBE SELECT * FROM ${file}`,
      );
      const columns = actual.map(({ column_name, column_type }) => `${column_name} ${column_type}`);
      const wanted = schema.columns.map(({ name, type }) => `${name} ${type}`);
      const wrong = [
        ...wanted.filter((column) => !columns.includes(column)).map((column) => `lacks ${column}`),
        ...columns
          .filter((column) => !wanted.includes(column))
          .map((column) => `has ${column}, which is not in the schema`),
      ];
      found.push(...wrong.map((what) => `it ${what}`));
    }
  } catch (error) {
    found.push(`it cannot be read as Parquet (${(error as Error).message.split("\n")[0]})`);
  } finally {
    database.close();
  }
  return found.map((what) => ({ path: resource.path, what }));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
