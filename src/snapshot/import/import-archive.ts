import { stat } from "node:fs/promises";
import type { HubFacts, Source } from "../datapackage.js";
import { diskTrouble } from "../disk-trouble.js";
import type { Database } from "../duckdb.js";
import { type TableName, tables } from "../schema.js";
import { SnapshotError } from "../snapshot-error.js";
import { type SnapshotWriter, writeSnapshot } from "../write-snapshot.js";
import { findFiles, type ImportSource } from "./find-files.js";
import { co2Sql, nameOf, ownerOf } from "./hub-rows.js";
import { firstBroken, type ImportFile, type ImportKind } from "./import-file.js";
import type { ImportSummary } from "./import-summary.js";
import { columnsOf, mergeModels, mergeRule } from "./merge-models.js";
import { type ModelGroup, modelKinds, repeatRule, stageModels } from "./model-groups.js";
import { stageCards } from "./stage-cards.js";
import { stageChangeCounts } from "./stage-change-counts.js";
import { stageCommitLists, stageMirrors, stageWeightCommits } from "./stage-commits.js";

export interface ImportOptions {
  /** Folders or files; where several describe a model, the first named knows best. */
  readonly sources: readonly string[];
  readonly out: string;
  /** "hub-evolution x.y.z", for the manifest. */
  readonly tool: string;
  readonly title?: string;
  readonly description?: string;
  /** Where the sources came from; their folder names by default. */
  readonly origins?: readonly Source[];
  /** Time for which the rows hold; the latest time in them by default. */
  readonly asOf?: Date;
  readonly now?: Date;
  readonly onProgress?: (step: string) => void;
}

/**
 * Turns archives of the Hub (list pages, full answers, commit lists, git histories, cards, creation times) into a
 * snapshot, merged by model id, with the sources kept untouched under raw/.
 *
 * @throws SnapshotError where a source is missing, damaged or of no known shape; nothing is written then.
 */
export async function importArchive(options: ImportOptions): Promise<ImportSummary> {
  const { onProgress = () => {}, now = new Date() } = options;
  const began = performance.now();
  onProgress("looking at the sources");
  const sources = await Promise.all(options.sources.map(findFiles));
  let summary: Omit<ImportSummary, "name" | "seconds"> | undefined;
  const manifest = await writeSnapshot(options.out, async (writer) => {
    // Copying and hashing wait for the disk while the tables keep both processors busy.
    const [built, kept] = await Promise.allSettled([
      build(writer, sources, { ...options, onProgress, now }),
      keepRaw(writer, sources),
    ]);
    if (built.status === "rejected") throw await reasonOf(built.reason, sources);
    if (kept.status === "rejected") throw kept.reason;
    summary = built.value;
    const hub: HubFacts = { kind: "real", asOf: summary.asOf, tool: options.tool, complete: true };
    return {
      title: options.title ?? sources.map(({ name }) => name).join(" + "),
      description: options.description ?? "Imported from archived answers of the Hugging Face Hub.",
      sources: options.origins ?? sources.map(({ name }) => ({ title: name, path: name })),
      hub,
      provenance: { ...summary },
    };
  });
  return { name: manifest.name, ...summary!, seconds: (performance.now() - began) / 1000 };
}

async function keepRaw(writer: SnapshotWriter, sources: readonly ImportSource[]): Promise<void> {
  const kept = sources.flatMap(({ name: source, files }) =>
    files
      .filter(({ kind }) => kind !== "none")
      .map(({ path, name }) => ({ path, name: `${source}/${name}`.replace(/^(.+)\/\1$/, "$1") })),
  );
  for (const { path } of kept) writer.expectedRawBytes += (await stat(path)).size;
  for (const { path, name } of kept) await writer.keepRaw(path, name);
}

/** What made an import fail: the file that is broken, where one is, for a scan's own error need not name it. */
async function reasonOf(error: unknown, sources: readonly ImportSource[]): Promise<unknown> {
  if (error instanceof SnapshotError || diskTrouble(error)) return error;
  const files = sources.flatMap(({ files }) => files.filter(({ kind }) => isJson(kind)));
  const broken = await firstBroken(files);
  return broken ?? (isOfOtherForm(error) ? ofOtherForm(error, sources) : error);
}

/** DuckDB's words for rows that do not fit; its other errors (memory, disk) are none of the source's. */
const isOfOtherForm = (error: unknown): error is Error =>
  error instanceof Error &&
  /^(Invalid Input|Conversion|Binder|Parser|Out of Range) Error/.test(error.message);

const ofOtherForm = (cause: Error, sources: readonly ImportSource[]) =>
  new SnapshotError(
    `Rows of another form than the Hub's (${cause.message.split("\n")[0]!.slice(0, 300)})`,
    sources.map(({ path }) => path).join(", "),
    "Mend the file, or leave it out of the import.",
    { cause },
  );

const isJson = (kind: ImportKind) =>
  ["list-page", "model-info", "commit-lists", "missing-models", "cards"].includes(kind);

async function build(
  writer: SnapshotWriter,
  sources: readonly ImportSource[],
  { asOf, now, onProgress }: ImportOptions & Required<Pick<ImportOptions, "onProgress" | "now">>,
): Promise<Omit<ImportSummary, "name" | "seconds">> {
  const { database } = writer;
  const of = (...kinds: ImportKind[]) =>
    sources.flatMap(({ files }) => files.filter(({ kind }) => kinds.includes(kind)));
  const paths = (...kinds: ImportKind[]) => of(...kinds).map(({ path }) => path);
  const rowsRead: Record<string, number> = {};
  const excluded: Record<string, number> = {};
  const read = (kind: string, n: number) => {
    rowsRead[kind] = (rowsRead[kind] ?? 0) + n;
  };
  await createStaging(database);

  const groups: ModelGroup[] = [];
  for (const [i, source] of sources.entries()) {
    for (const kind of modelKinds) {
      const files = source.files.filter((file) => file.kind === kind);
      if (!files.length) continue;
      onProgress(`reading ${files.length} ${kind} files of ${source.name}`);
      const group = await stageModels(database, `models_${i}_${kind.replaceAll("-", "_")}`, kind, files);
      read(kind, group.rowsRead);
      groups.push(group);
    }
  }
  if (of("commit-lists").length) {
    onProgress("reading commit lists");
    read("commit-lists", await stageCommitLists(database, paths("commit-lists")));
  }
  if (of("mirror-commits").length) {
    onProgress("reading git histories");
    const mirrors = await stageMirrors(database, {
      commits: paths("mirror-commits"),
      files: paths("mirror-files"),
      repos: paths("mirror-repos"),
    });
    read("mirror-commits", mirrors.commits);
    read("mirror-files", mirrors.files);
    Object.assign(excluded, mirrors.excluded);
  }
  if (of("weight-commits").length)
    read("weight-commits", await stageWeightCommits(database, paths("weight-commits")));
  if (of("change-counts").length) {
    const counts = await stageChangeCounts(database, paths("change-counts"));
    read("change-counts", counts.rows);
    Object.assign(excluded, counts.excluded);
  }
  for (const { path } of of("cards")) {
    onProgress("reading cards");
    read("cards", await stageCards(database, path));
  }
  await addMissingModels(database, of("missing-models"));
  await dropRepeatedHistories(database, excluded);

  const named = await nameModelsOfOtherTables(database);
  onProgress("merging by model id");
  const merge = await mergeModels(database, [...groups, named]);
  const latest = (asOf ?? (await latestTime(database, now))).toISOString();

  onProgress("writing tables");
  const written: Partial<Record<TableName, number>> = {};
  const write = async (name: TableName, select: string) => {
    written[name] = await writer.table(name, select);
  };
  const { nulls, known } = await nullsOf(database);
  await write("models", `SELECT ${known.join(", ")} FROM merged`);
  if (of("commit-lists", "mirror-commits", "weight-commits").length)
    await write("commits", "SELECT * FROM staged_commits");
  if (of("mirror-files", "weight-commits").length) await write("commit_files", "SELECT * FROM staged_files");
  if (of("change-counts").length) await write("file_changes", "SELECT * FROM staged_changes");
  if (of("cards").length) await write("cards", "SELECT * FROM staged_cards");
  await write("failures", failureRows);

  return {
    asOf: latest,
    rowsRead,
    distinctModels: written.models!,
    repeats: {
      dropped: groups.reduce((sum, { repeatsDropped }) => sum + repeatsDropped, 0),
      rule: repeatRule,
    },
    merged: { models: merge.models, disagreements: merge.disagreements, rule: mergeRule },
    floorsRepaired: merge.floorsRepaired,
    excluded,
    failures: await failuresByReason(database),
    tables: written,
    nulls,
    ignoredFiles: sources.flatMap(({ files }) =>
      files.filter(({ kind }) => kind === "none").map(({ name }) => name),
    ),
  };
}

async function createStaging(database: Database): Promise<void> {
  const columns = (name: TableName) =>
    tables[name].columns.map((column) => `"${column.name}" ${column.type}`).join(", ");
  await database.run(
    `CREATE TABLE failed (${columns("failures")});
     CREATE TABLE staged_commits (${columns("commits")});
     CREATE TABLE staged_files (${columns("commit_files")});
     CREATE TABLE staged_cards (${columns("cards")});
     CREATE TABLE staged_card_failures (model_id VARCHAR, detail VARCHAR)`,
  );
}

const failureRows = `
  SELECT DISTINCT * FROM failed
  UNION ALL SELECT DISTINCT model_id, 'card', NULL, 'malformed', detail, NULL, NULL FROM staged_card_failures`;

/** Models that a source lists as not to be had ({repo, reason}). */
async function addMissingModels(database: Database, files: readonly ImportFile[]): Promise<void> {
  if (!files.length) return;
  const list = files.map(({ path }) => `'${path.replaceAll("'", "''")}'`).join(", ");
  await database.run(
    `INSERT INTO failed (model_id, wanted, reason, detail)
     SELECT repo, 'info', 'other', reason
     FROM read_json([${list}], format = 'array', columns = {repo: 'VARCHAR', reason: 'VARCHAR'})`,
  );
}

/** Two lists of one model's commits (two sources, two answers): the longer one is its history. */
async function dropRepeatedHistories(database: Database, excluded: Record<string, number>): Promise<void> {
  const count = async () =>
    (await database.rows<{ n: number }>("SELECT count(*) AS n FROM staged_commits"))[0]!.n;
  const before = await count();
  await database.run(
    `CREATE TABLE histories AS SELECT *, max(position) OVER (PARTITION BY model_id) AS longest FROM staged_commits
       QUALIFY row_number() OVER (PARTITION BY model_id, oid ORDER BY position + position_from_end DESC) = 1`,
  );
  const [clash] = await database.rows<{ n: number }>(
    "SELECT count(*) AS n FROM (SELECT 1 FROM histories GROUP BY model_id, position HAVING count(*) > 1)",
  );
  if (clash!.n) {
    throw new SnapshotError(
      `${clash!.n} places in commit histories are claimed by two commits`,
      "the commit lists",
      "The sources hold different histories of one model; import one of them at a time.",
    );
  }
  await database.run(
    `DELETE FROM staged_commits; INSERT INTO staged_commits SELECT * EXCLUDE (longest) FROM histories; DROP TABLE histories`,
  );
  const dropped = before - (await count());
  if (dropped) excluded["commits listed twice"] = dropped;
}

/** A model known only by its commits, cards or failure is a model all the same: a row with what that tells of it. */
async function nameModelsOfOtherTables(database: Database): Promise<ModelGroup> {
  await database.run(
    `CREATE TABLE models_named AS
     SELECT id, ${ownerOf("id")} AS owner, ${nameOf("id")} AS name, max(length_chars) AS card_length_chars,
            max(${co2Sql("head")}) AS co2_grams
     FROM (SELECT model_id AS id, length_chars, front_matter_json AS head FROM staged_cards
           UNION ALL SELECT DISTINCT model_id, NULL, NULL FROM staged_commits
           UNION ALL SELECT model_id, NULL, NULL FROM failed WHERE model_id IS NOT NULL)
     GROUP BY id`,
  );
  return { table: "models_named", kind: "none", rowsRead: 0, repeatsDropped: 0 };
}

async function latestTime(database: Database, now: Date): Promise<Date> {
  const columns = await database.rows<{ column_name: string }>("DESCRIBE merged");
  const times = ["created_at", "last_modified_at"].filter((name) =>
    columns.some((c) => c.column_name === name),
  );
  const [row] = await database.rows<{ latest: Date | null }>(
    `SELECT max(time) AS latest FROM (
       ${times.map((name) => `SELECT ${name} AS time FROM merged UNION ALL`).join(" ")}
       SELECT committed_at AS time FROM staged_commits)
     WHERE time <= TIMESTAMP '${now.toISOString().replace("Z", "")}'`,
  );
  return row!.latest ?? now;
}

async function failuresByReason(database: Database): Promise<Record<string, number>> {
  const rows = await database.rows<{ reason: string; n: number }>(
    `SELECT reason, count(*) AS n FROM (${failureRows}) GROUP BY reason ORDER BY reason`,
  );
  return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]));
}

/** Nulls a column of the models table, and the columns that are not null throughout. */
async function nullsOf(
  database: Database,
): Promise<{ readonly nulls: Record<string, number>; readonly known: readonly string[] }> {
  const has = await columnsOf(database, "merged");
  const counts = tables.models.columns.map(
    ({ name }) => `${has.has(name) ? `count(*) - count(${name})` : "count(*)"} AS ${name}`,
  );
  const [row] = await database.rows<Record<string, number>>(
    `SELECT ${counts.join(", ")}, count(*) AS models FROM merged`,
  );
  const { models, ...nulls } = row!;
  return { nulls, known: [...has].filter((name) => nulls[name] === 0 || nulls[name]! < models!) };
}
