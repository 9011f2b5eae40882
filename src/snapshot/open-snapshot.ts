import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ColumnTable } from "arquero";
import { readManifest, type SnapshotManifest, tablesIn } from "./datapackage.js";
import { Database, type DatabaseOptions, literal, type Row } from "./duckdb.js";
import type { TableName } from "./schema.js";
import { SnapshotError } from "./snapshot-error.js";

/** An open snapshot: its facts, and SQL over its tables, which are read from Parquet only as far as asked. */
export class Snapshot {
  private constructor(
    readonly path: string,
    readonly manifest: SnapshotManifest,
    private readonly database: Database,
    private readonly present: ReadonlySet<string>,
  ) {}

  /**
   * Opens the snapshot in a folder. Queries that need more than `memoryLimit` go on in `spillFolder`, a folder in the
   * system's place for temporary files by default, which is made when needed and goes when the snapshot is closed.
   *
   * @throws SnapshotError where it is none, or a table that its manifest lists is missing or of another length. Changed
   *   bytes are found by verifySnapshot, and by requireAsWritten before a study.
   */
  static async open(folder: string, options: DatabaseOptions = {}): Promise<Snapshot> {
    const path = resolve(folder);
    const manifest = await readManifest(path);
    const database = await Database.open({
      memoryLimit: "3GB",
      spillFolder: join(tmpdir(), `hub-evolution-spill-${randomUUID()}`),
      ...options,
    });
    try {
      const names = tablesIn(manifest);
      for (const name of names) {
        const { path: table, bytes } = manifest.resources.find((resource) => resource.name === name)!;
        const file = join(path, table);
        if (!existsSync(file)) {
          throw new SnapshotError(
            `The ${name} table is listed but missing`,
            file,
            "Run `hub-evolution verify`, then make the snapshot again.",
          );
        }
        const { size } = await stat(file);
        if (size !== bytes) {
          throw new SnapshotError(
            `The ${name} table is not as it was written (${size} bytes, the manifest says ${bytes})`,
            file,
            "Run `hub-evolution verify`, then make the snapshot again.",
          );
        }
        await database.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet(${literal(file)})`);
      }
      return new Snapshot(path, manifest, database, new Set<string>(names));
    } catch (error) {
      database.close();
      throw error;
    }
  }

  get name(): string {
    return this.manifest.name;
  }
  get kind(): "real" | "simulated" {
    return this.manifest.hub.kind;
  }
  get simulated(): boolean {
    return this.kind === "simulated";
  }
  /** The time for which the rows hold. */
  get asOf(): Date {
    return new Date(this.manifest.hub.asOf);
  }

  /** Whether the snapshot has a table; one that its source could not fill is absent, not empty. */
  has(table: TableName): boolean {
    return this.present.has(table);
  }

  /** The rows of an SQL query (DuckDB's dialect) over the tables models, commits, commit_files, cards, failures. */
  async rows<T = Row>(sql: string): Promise<T[]> {
    return this.database.rows<T>(sql);
  }

  /** The same as an arquero table. */
  async table(sql: string): Promise<ColumnTable> {
    const [columns, { table }] = await Promise.all([this.database.columns(sql), import("arquero")]);
    return table(columns);
  }

  /** The single value of a query that gives one row of one column. */
  async value<T = number>(sql: string): Promise<T> {
    const rows = await this.database.rows(sql);
    const values = rows.flatMap((row) => Object.values(row));
    if (values.length !== 1) throw new RangeError(`Expected one value, got ${values.length}, from: ${sql}`);
    return values[0] as T;
  }

  /** Columns of a query, as plain arrays by name: the quickest way to numbers for a statistic. */
  async columns(sql: string) {
    return this.database.columns(sql);
  }

  /** The columns of a query a few thousand rows at a time, in the query's order: for what does not fit in memory. */
  batches(sql: string) {
    return this.database.batches(sql);
  }

  /**
   * Runs a statement that makes something of this session beside the snapshot's own tables, which it cannot change: a
   * view, a table to join with, a file written by COPY. Tables and views are gone when the snapshot is closed.
   */
  async run(sql: string): Promise<void> {
    await this.database.run(sql);
  }

  /** A table of this session from rows of texts, for queries to join with. */
  async createTable(...made: Parameters<Database["createTable"]>): Promise<void> {
    await this.database.createTable(...made);
  }

  close(): void {
    this.database.close();
  }
}
