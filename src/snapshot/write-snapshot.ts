import { randomBytes } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from "node:fs/promises";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import {
  type HubFacts,
  manifestFile,
  manifestText,
  type Resource,
  type SnapshotManifest,
  type Source,
  tableSchemaOf,
} from "./datapackage.js";
import { diskTrouble } from "./disk-trouble.js";
import { Database, literal } from "./duckdb.js";
import { hashFile } from "./hash-file.js";
import { makeFolder } from "./make-folder.js";
import { holderText, takeLock } from "./process-lock.js";
import { type TableName, tableNames, tables } from "./schema.js";
import { SnapshotError } from "./snapshot-error.js";

/** What the manifest says beside what the writer finds out itself. */
export interface SnapshotHeader {
  /** Lower-case letters, digits, ".", "_", "-"; the folder's name by default. */
  readonly name?: string;
  readonly title: string;
  readonly description: string;
  readonly sources: readonly Source[];
  readonly hub: HubFacts;
  readonly provenance?: Readonly<Record<string, unknown>>;
}

export interface WriteOptions {
  /** When it was made; the present by default. */
  readonly created?: Date;
  readonly memoryLimit?: string;
  readonly threads?: number;
}

/** The list of hashes of the files under raw/, in the form that `sha256sum --check` reads. */
export const rawSums = "raw/SHA256SUMS";

/** A snapshot being written: everything goes to a folder beside the final one, which appears only when it is whole. */
export class SnapshotWriter {
  private readonly resources: Resource[] = [];
  /** SHA-256 of the raw files hashed as they were kept, by path below raw/. */
  private readonly rawHashes = new Map<string, string>();
  /** Bytes that are to come under raw/, where it is known. */
  expectedRawBytes = 0;

  constructor(
    /** The folder being filled. */
    readonly staging: string,
    /** A database to prepare rows in; it spills into the staging folder. */
    readonly database: Database,
  ) {}

  /** Path for a file that is part of the snapshot, its folder made. */
  async pathOf(name: string): Promise<string> {
    const path = join(this.staging, name);
    await mkdir(dirname(path), { recursive: true });
    return path;
  }

  /** Keeps a source's answer as it was, under raw/. */
  async keepRaw(file: string, name: string): Promise<void> {
    const copy = await this.pathOf(posix.join("raw", name));
    await copyFile(file, copy, constants.COPYFILE_FICLONE);
    this.rawHashes.set(name, (await hashFile(copy)).sha256);
  }

  /**
   * Writes a table from a query that yields its columns by name, in any order; columns that the query leaves out are
   * null. Rows are stored in the order of the table's key, so equal rows make equal bytes.
   *
   * @returns the number of rows.
   * @throws SnapshotError where a required value is null or a key repeats.
   */
  async table(name: TableName, select: string): Promise<number> {
    const { columns, key } = tables[name];
    const { database } = this;
    const given = new Set(
      (await database.rows<{ column_name: string }>(`DESCRIBE ${select}`)).map((r) => r.column_name),
    );
    const unknown = [...given].filter((column) => !columns.some(({ name }) => name === column));
    if (unknown.length) throw new TypeError(`The ${name} table has no column ${unknown.join(", ")}`);
    const all = columns.map(
      (column) =>
        `${given.has(column.name) ? quote(column.name) : "NULL"}::${column.type} AS ${quote(column.name)}`,
    );
    const path = await this.pathOf(`${name}.parquet`);
    // Columns that are null throughout are added after the sort, which then need not carry them.
    await database.run(
      `COPY (SELECT ${all.join(", ")} FROM (SELECT * FROM (${select}) ORDER BY ${key.map(quote).join(", ")}))
       TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`,
    );
    const rowCount = await this.checked(name, path);
    const { sha256, bytes } = await hashFile(path);
    this.resources.push({
      name,
      path: `${name}.parquet`,
      format: "parquet",
      mediatype: "application/vnd.apache.parquet",
      hash: `sha256:${sha256}`,
      bytes,
      rowCount,
      description: tables[name].description,
      schema: tableSchemaOf(tables[name]),
    });
    return rowCount;
  }

  /** Lists a further file of the staging folder in the manifest (truth.json of a simulation, say). */
  async list(name: string, description: string, { format = "json", mediatype = "application/json" } = {}) {
    const { sha256, bytes } = await hashFile(join(this.staging, name));
    const plainName = name
      .replace(/\.[^./]+$/, "")
      .replaceAll("/", "-")
      .toLowerCase();
    this.resources.push({
      name: plainName,
      path: name,
      format,
      mediatype,
      hash: `sha256:${sha256}`,
      bytes,
      description,
    });
  }

  /** Hashes raw/ and writes the manifest. Called by writeSnapshot. */
  async finish(header: SnapshotHeader & { name: string }, created: Date): Promise<SnapshotManifest> {
    const rawFiles = await filesBelow(join(this.staging, "raw"));
    if (rawFiles.length) {
      const lines: string[] = [];
      for (const file of rawFiles) {
        const sha256 = this.rawHashes.get(file) ?? (await hashFile(join(this.staging, "raw", file))).sha256;
        lines.push(`${sha256}  ${file}\n`);
      }
      await writeFile(join(this.staging, rawSums), lines.join(""));
      await this.list(
        rawSums,
        `SHA-256 of the ${rawFiles.length} files under raw/, as the source answered them.`,
        {
          format: "txt",
          mediatype: "text/plain",
        },
      );
    }
    const manifest: SnapshotManifest = {
      $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
      name: header.name,
      title: header.title,
      description: header.description,
      created: created.toISOString(),
      sources: header.sources,
      hub: header.hub,
      absentTables: tableNames.filter((name) => !this.resources.some((resource) => resource.name === name)),
      ...(header.provenance ? { provenance: header.provenance } : {}),
      resources: this.resources,
    };
    await writeFile(join(this.staging, manifestFile), manifestText(manifest));
    return manifest;
  }

  private async checked(name: TableName, path: string): Promise<number> {
    const { columns, key } = tables[name];
    const file = `read_parquet(${literal(path)})`;
    const keys = key.map(quote).join(", ");
    const nulls = columns
      .filter(({ required }) => required)
      .map((column) => `count(*) - count(${quote(column.name)})`);
    const [facts] = await this.database.rows<{ n: number; nulls: number }>(
      `SELECT count(*) AS n, ${nulls.join(" + ") || 0} AS nulls FROM ${file}`,
    );
    if (facts!.nulls) {
      throw new SnapshotError(
        `${facts!.nulls} required values of the ${name} table are null`,
        basename(path),
        "Nothing was written; mend the source or leave those rows out.",
      );
    }
    const [repeat] = await this.database.rows(
      `SELECT ${keys}, count(*) AS n FROM ${file} GROUP BY ${keys} HAVING count(*) > 1 ORDER BY ${keys} LIMIT 1`,
    );
    if (repeat) {
      throw new SnapshotError(
        `A key of the ${name} table repeats (${JSON.stringify(repeat)})`,
        basename(path),
        "Nothing was written; drop the repeats or merge them first.",
      );
    }
    return facts!.n;
  }
}

/**
 * Writes a snapshot: `build` fills a folder beside `out`, then the manifest is added and the folder renamed to `out`.
 * Whatever fails before that leaves no trace.
 *
 * @throws SnapshotError where `out` exists already or cannot be written.
 */
export async function writeSnapshot(
  out: string,
  build: (writer: SnapshotWriter) => Promise<SnapshotHeader>,
  { created = new Date(), memoryLimit = "1500MB", threads }: WriteOptions = {},
): Promise<SnapshotManifest> {
  const target = resolve(out);
  refuseExisting(out, target);
  const release = await lockTarget(out, target);
  const staging = join(dirname(target), `${stagingPrefix(target)}${randomBytes(6).toString("hex")}`);
  let database: Database | undefined;
  let writer: SnapshotWriter | undefined;
  try {
    refuseExisting(out, target);
    await removeAbandoned(target);
    await mkdir(staging);
    const spillFolder = join(staging, ".spill");
    database = await Database.open({ memoryLimit, spillFolder, ...(threads ? { threads } : {}) });
    writer = new SnapshotWriter(staging, database);
    const header = await build(writer);
    const manifest = await writer.finish({ name: nameFrom(target), ...header }, created);
    database.close();
    database = undefined;
    await rm(spillFolder, { recursive: true, force: true });
    await syncFolder(staging);
    await rename(staging, target);
    await syncPath(dirname(target));
    return manifest;
  } catch (error) {
    throw cannotWrite(out, error, await fullness(staging, writer?.expectedRawBytes ?? 0));
  } finally {
    database?.close();
    await rm(staging, { recursive: true, force: true }).catch(() => {});
    await release();
  }
}

function refuseExisting(out: string, target: string): void {
  if (!existsSync(target)) return;
  throw new SnapshotError(
    "The output exists already",
    out,
    "Name a new folder with --out, or remove this one first.",
  );
}

/** One writer of a folder at a time: a second one is told at once, not after its work. */
async function lockTarget(out: string, target: string): Promise<() => Promise<void>> {
  const path = join(dirname(target), `.${basename(target)}.being-written`);
  const taken = async () => {
    await makeFolder(dirname(target));
    return takeLock(path);
  };
  const lock = await taken().catch((cause) => {
    throw cannotWrite(out, cause);
  });
  if ("release" in lock) return lock.release;
  throw new SnapshotError(
    `Another run writes this snapshot (${lock.holder ? holderText(lock.holder) : "nobody can tell which"})`,
    out,
    `Wait for it, or name another folder; if there is none, remove ${path}.`,
  );
}

const quote = (column: string) => `"${column}"`;
const stagingPrefix = (target: string) => `.${basename(target)}.writing-`;

/** A name that a data package may have, from the folder's. */
function nameFrom(target: string): string {
  const name = basename(target)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name || "snapshot";
}

/** What killed writers left beside the target. The lock is ours, so it has no owner any more. */
async function removeAbandoned(target: string): Promise<void> {
  for (const name of await readdir(dirname(target))) {
    if (name.startsWith(stagingPrefix(target)))
      await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}

/** Files below a folder as sorted relative paths with forward slashes; none where the folder is missing. */
async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  for (const file of await filesBelow(folder)) await syncPath(join(folder, file));
}

/** Bytes that a user may still write beside a path; null where the system does not tell. */
async function freeBytes(folder: string): Promise<number | null> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Number.NaN, bsize: 1 }));
  return Number.isNaN(bavail) ? null : bavail * bsize;
}

/** Bytes of the files below a folder, what is being removed left out. */
async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const file of await filesBelow(folder))
    bytes += (await stat(join(folder, file)).catch(() => ({ size: 0 }))).size;
  return bytes;
}

/** What filled the disk: what was there to fill, and how much more it takes at least, where that is known. */
async function fullness(staging: string, rawBytes: number): Promise<string> {
  const free = await freeBytes(dirname(staging));
  if (free === null || !existsSync(staging)) return "";
  const written = await bytesBelow(staging);
  const missing = rawBytes - (await bytesBelow(join(staging, "raw"))) - free;
  return ` (${megabytes(written)} written, ${megabytes(free)} free${missing > 0 ? `, at least ${megabytes(missing)} missing` : ""})`;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Trouble with the disk as an error that says what to do; any other error as it is. */
function cannotWrite(out: string, cause: unknown, fullness = ""): unknown {
  const { code = "" } = (cause ?? {}) as NodeJS.ErrnoException;
  if (code === "ENOTEMPTY" || code === "EEXIST") {
    return new SnapshotError(
      "The output appeared meanwhile",
      out,
      "Another run wrote it; name a new folder.",
      { cause },
    );
  }
  const trouble = cause instanceof SnapshotError ? null : diskTrouble(cause);
  if (!trouble) return cause;
  return new SnapshotError(
    `${trouble.what}${trouble.full ? fullness : ""}`,
    out,
    "Nothing was kept; choose another place with --out or make room, then run again.",
    { cause },
  );
}
