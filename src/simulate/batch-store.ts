import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { literal } from "../snapshot/duckdb.js";
import type { SnapshotWriter } from "../snapshot/index.js";
import type { PackedModel } from "./pack-model.js";
import { unpackSql } from "./unpack-sql.js";

const packedColumns = [
  "model",
  "commits",
  "files",
  "card",
  "failures",
  "truth",
  "truth_commits",
  "deleted",
] as const;

/** What each table is made from. */
const packedAs: Readonly<Record<string, keyof PackedModel>> = {
  models: "model",
  commits: "commits",
  commit_files: "files",
  cards: "card",
  failures: "failures",
  "truth-models": "truth",
  "truth-commits": "truthCommits",
  "truth-deleted": "deleted",
};

const length = (text: string | null) => text?.length ?? 0;

/**
 * Collects packed models and turns them, a batch at a time, into Parquet parts beside the snapshot: memory holds one
 * batch being filled and one being written, however many models there are.
 */
export class BatchStore {
  private batch: PackedModel[] = [];
  private cardLengths: (number | null)[] = [];
  private weight = 0;
  private parts = 0;
  private pending: Promise<void> = Promise.resolve();
  private readonly folder: string;
  private readonly queries: [name: string, sql: string][];
  private readonly written = new Set<string>();
  /** What the wanted tables are made from. */
  readonly packed: ReadonlySet<keyof PackedModel>;

  constructor(
    private readonly writer: SnapshotWriter,
    seed: number,
    wanted: ReadonlySet<string>,
    /** Characters after which a batch is written. */
    private readonly batchChars = 48_000_000,
  ) {
    this.folder = join(writer.staging, ".parts");
    this.packed = new Set([...wanted].map((name) => packedAs[name]!));
    this.queries = Object.entries(unpackSql(seed)).filter(([name]) => wanted.has(name));
  }

  /** Takes a model in. @returns whether the batch is full, and to be flushed before the next. */
  add(packed: PackedModel, cardLength: number | null): boolean {
    this.batch.push(packed);
    this.cardLengths.push(cardLength);
    this.weight +=
      length(packed.model) +
      length(packed.commits) +
      length(packed.files) +
      length(packed.card) +
      length(packed.failures) +
      length(packed.truth) +
      length(packed.truthCommits) +
      length(packed.deleted);
    return this.weight >= this.batchChars;
  }

  /** Hands the batch to the database, which unpacks it while the next one is being filled. */
  async flush(): Promise<void> {
    await this.pending;
    if (this.batch.length === 0) return;
    const { database } = this.writer;
    await mkdir(this.folder, { recursive: true });
    await database.run(
      `CREATE OR REPLACE TABLE batch (${packedColumns.map((name) => `${name} VARCHAR`).join(", ")}, card_length INTEGER)`,
    );
    const appender = await database.connection.createAppender("batch");
    const append = (value: string | null) =>
      value === null ? appender.appendNull() : appender.appendVarchar(value);
    for (const [i, packed] of this.batch.entries()) {
      append(packed.model);
      append(packed.commits);
      append(packed.files);
      append(packed.card);
      append(packed.failures);
      append(packed.truth);
      append(packed.truthCommits);
      append(packed.deleted);
      const length = this.cardLengths[i];
      if (length === null || length === undefined) appender.appendNull();
      else appender.appendInteger(length);
      appender.endRow();
    }
    appender.closeSync();
    const rows = this.batch;
    this.batch = [];
    this.cardLengths = [];
    this.weight = 0;
    this.pending = this.unpack(this.parts++, rows);
    // A failure is met at the next flush or at the end; until then it must not count as unhandled.
    this.pending.catch(() => {});
  }

  private async unpack(part: number, rows: readonly PackedModel[]): Promise<void> {
    const { database } = this.writer;
    for (const [name, sql] of this.queries) {
      if (rows.every((row) => row[packedAs[name]!] === null)) continue;
      const path = join(this.folder, `${name}-${part}.parquet`);
      await database.run(`COPY (${sql}) TO ${literal(path)} (FORMAT parquet, COMPRESSION snappy)`);
      this.written.add(name);
    }
  }

  /** Waits until every batch is written. */
  async settle(): Promise<void> {
    await this.flush();
    await this.pending;
    await this.writer.database.run("DROP TABLE IF EXISTS batch");
  }

  /** A query for all the rows of what was written under a name, or null where nothing was. */
  all(name: string): string | null {
    if (!this.written.has(name)) return null;
    return `SELECT * FROM read_parquet(${literal(join(this.folder, `${name}-*.parquet`))})`;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
