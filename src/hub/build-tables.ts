import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, symlink, unlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { finished } from "node:stream/promises";
import { Database, literal } from "../snapshot/duckdb.js";
import {
  co2Sql,
  modelColumns,
  nameOf,
  ownerOf,
  preparedRows,
  readHubRows,
} from "../snapshot/import/hub-rows.js";
import { fileRoleSql, isBotSql } from "../snapshot/import/stage-commits.js";
import { type SnapshotManifest, SnapshotWriter, type TableName, tables } from "../snapshot/index.js";
import { utcSql } from "../snapshot/utc-sql.js";
import { splitFrontMatter } from "../text/split-front-matter.js";
import { type Archive, syncFolder } from "./archive.js";
import { cannotKeep } from "./cannot-keep.js";
import type { CrawlLine, CrawlState, OutcomeLine, Wanted } from "./crawl-state.js";
import type { SampledModel } from "./draw-sample.js";
import { isGone } from "./failure.js";
import { journalLines } from "./journal.js";

export interface BuildOptions {
  readonly folder: string;
  readonly archive: Archive;
  readonly state: CrawlState;
  /** "hub-evolution x.y.z", for the manifest. */
  readonly tool: string;
  readonly hub: string;
  /** Models to keep, by key; all where absent. */
  readonly only?: ReadonlySet<string>;
  readonly sample?: readonly SampledModel[];
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly memoryLimit?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: string) => void;
}

/** What the tables hold, for the summary. */
export interface BuiltTables {
  readonly manifest: SnapshotManifest;
  readonly tables: Partial<Record<TableName, number>>;
  readonly failures: Record<string, number>;
  readonly gone: number;
  readonly renamed: number;
}

/**
 * Builds the snapshot's tables from the raw archive alone, beside the old ones, and puts them in place last, the manifest
 * after them: what is there is a whole snapshot or none.
 */
export async function buildTables(options: BuildOptions): Promise<BuiltTables> {
  const { folder, state, onProgress = () => {} } = options;
  const staging = resolve(folder, ".building");
  const raw = resolve(folder, "raw");
  await rm(staging, { recursive: true, force: true });
  let database: Database | undefined;
  try {
    await mkdir(join(staging, ".rows"), { recursive: true });
    await rm(join(raw, "SHA256SUMS"), { force: true });
    await symlink(raw, join(staging, "raw"), "dir");
    database = await Database.open({
      memoryLimit: options.memoryLimit ?? "1GB",
      threads: 1,
      spillFolder: join(staging, ".spill"),
    });
    const writer = new SnapshotWriter(staging, database);
    onProgress("models");
    await stageModels(database, options, join(staging, ".rows"));
    await database.run("SET preserve_insertion_order = false");
    const ids = await namesOf(database, state);
    const nameOfOutcome = ({ hubId, key, id }: { hubId?: string | undefined; key: string; id: string }) =>
      ids.get(hubId ?? key) ?? id;
    await createStaging(database);
    const present = await stageDetails(
      database,
      options,
      join(staging, ".rows"),
      nameOfOutcome,
      new Set(ids.values()),
    );
    await stageFailures(database, options, join(staging, ".rows"), nameOfOutcome);
    options.signal?.throwIfAborted();

    onProgress("tables");
    const written: Partial<Record<TableName, number>> = {};
    const write = async (name: TableName, select: string) => {
      written[name] = await writer.table(name, select);
    };
    await write("models", modelsQuery(present.has("card")));
    if (present.has("commits")) await write("commits", "SELECT * FROM staged_commits");
    if (present.has("files")) await write("commit_files", "SELECT * FROM staged_files");
    if (present.has("card"))
      await write("cards", "SELECT * EXCLUDE (absent) FROM staged_cards WHERE NOT absent");
    await write("failures", "SELECT * FROM staged_failures");
    const failures = Object.fromEntries(
      (
        await database.rows<{ reason: string; n: number }>(
          "SELECT reason, count(*) AS n FROM staged_failures GROUP BY reason ORDER BY reason",
        )
      ).map(({ reason, n }) => [reason, n]),
    );
    const [counts] = await database.rows<{ gone: number; renamed: number }>(
      "SELECT count(deleted_seen_at) AS gone, count(former_ids) AS renamed FROM newest",
    );
    const built = { tables: written, failures, gone: counts!.gone, renamed: counts!.renamed };
    onProgress("manifest");
    const at = asOf(state);
    const manifest = await writer.finish(
      {
        name: "hub-crawl",
        title: `A crawl of ${new URL(options.hub).host}`,
        description: "Answers of a Hub's API, kept under raw/, and the tables made from them.",
        sources: [{ title: "Hub API", path: options.hub }],
        hub: {
          kind: isSimulated(state) ? "simulated" : "real",
          asOf: at.toISOString(),
          tool: options.tool,
          complete: !state.pages.some(({ cutShort }) => cutShort),
        },
        provenance: { ...options.provenance, built },
      },
      new Date(),
    );
    database.close();
    database = undefined;
    await putInPlace(folder, staging, manifest);
    return { manifest, ...built };
  } catch (error) {
    throw cannotKeep(error, folder);
  } finally {
    database?.close();
    await rm(staging, { recursive: true, force: true });
  }
}

/** The models' newest names by key, where outcomes need them. */
async function namesOf(database: Database, state: CrawlState): Promise<Map<string, string>> {
  if (!state.hasOutcomes) return new Map();
  const { hub_key, id } = await database.columns("SELECT hub_key, id FROM newest");
  return new Map((hub_key as string[]).map((key, i) => [key, id![i] as string]));
}

/** The time for which the rows hold: when the newest round's first answer came, by the Hub's clock. */
function asOf(state: CrawlState): Date {
  const round = state.round!.round;
  const first = state.pages.find((page) => page.round === round)?.at;
  if (first) return new Date(first);
  const infos = [...state.outcomes()].filter((outcome) => outcome.wanted === "info").map(({ at }) => at);
  return new Date(infos.sort()[0] ?? state.round!.began);
}

const isSimulated = (state: CrawlState) =>
  state.pages.some(({ simulated }) => simulated) || [...state.outcomes()].some(({ simulated }) => simulated);

async function putInPlace(folder: string, staging: string, manifest: SnapshotManifest): Promise<void> {
  await unlink(join(staging, "raw"));
  await rm(join(folder, "datapackage.json"), { force: true });
  for (const name of Object.keys(tables)) await rm(join(folder, `${name}.parquet`), { force: true });
  for (const { name, path } of manifest.resources) {
    if (name in tables) await rename(join(staging, path), join(folder, path));
  }
  await syncFolder(folder);
  await rename(join(staging, "datapackage.json"), join(folder, "datapackage.json"));
  await syncFolder(folder);
}

/** JSON lines written beside the tables for DuckDB to read. */
class Rows {
  private readonly file;
  count = 0;

  constructor(readonly path: string) {
    this.file = createWriteStream(path, { highWaterMark: 1 << 20 });
    // What goes wrong between two rows is met at the next; without a listener it would end the process.
    this.file.on("error", () => {});
  }

  async add(row: object): Promise<void> {
    this.count++;
    if (this.file.errored) throw this.file.errored;
    if (!this.file.write(`${JSON.stringify(row)}\n`)) await once(this.file, "drain");
  }

  async end(): Promise<void> {
    this.file.end();
    await finished(this.file);
  }
}

/** Runs SQL over the lines, where there are any. `$rows` stands for them. */
async function load(
  database: Database,
  rows: Rows,
  columns: Record<string, string>,
  sql: string,
): Promise<void> {
  await rows.end();
  if (rows.count) {
    const types = Object.entries(columns).map(([name, type]) => `${name}: ${literal(type)}`);
    await database.run(
      sql.replaceAll(
        "$rows",
        `read_json(${literal(rows.path)}, format = 'newline_delimited', maximum_object_size = ${largestRowBytes},
           columns = {${types.join(", ")}})`,
      ),
    );
  }
  await rm(rows.path);
}

const largestRowBytes = 16 * 1024 * 1024;

/** All looks at models become `looks`; the newest of each, under its newest name and once a name, `newest`. */
async function stageModels(database: Database, options: BuildOptions, folder: string): Promise<void> {
  const { archive, state, only, sample, signal } = options;
  await database.run("CREATE TABLE bodies (path VARCHAR, place BIGINT)");
  const select = (paths: readonly string[], form: "array" | "newline_delimited") =>
    `SELECT coalesce(_id, id, modelId) AS hub_key, place, ${modelColumns}
     FROM ${preparedRows(`${readHubRows(paths, form, largestRowBytes)} JOIN bodies ON bodies.path = filename`)}`;
  const none = join(folder, "none.json");
  const empty = new Rows(none);
  await empty.end();
  await database.run(`CREATE TABLE looks AS ${select([none], "newline_delimited")} LIMIT 0`);

  const batch = 10;
  for (let from = 0; from < state.pages.length; from += batch) {
    signal?.throwIfAborted();
    const pages = state.pages
      .slice(from, from + batch)
      .flatMap(({ body, round }, i) =>
        body ? [{ path: archive.pathOf(body), place: placeOf(round) + from + i }] : [],
      );
    if (!pages.length) continue;
    await database.run(
      `DELETE FROM bodies; INSERT INTO bodies VALUES ${pages.map(({ path, place }) => `(${literal(path)}, ${place})`).join(", ")};
       INSERT INTO looks ${select([...new Set(pages.map(({ path }) => path))], "array")}`,
    );
  }
  const rounds = new Map<number, Rows>();
  const renames = new Rows(join(folder, "renames.ndjson"));
  const gone = new Rows(join(folder, "gone.ndjson"));
  for await (const outcome of outcomeLines(state)) {
    const { round, wanted, id, renamedTo, failure, at } = outcome;
    const key = outcome.hubId ?? outcome.key;
    if (renamedTo)
      await renames.add({
        hub_key: key,
        from_id: id,
        to_id: renamedTo,
        place: placeOf(round) + infoPlace + 1,
      });
    if (wanted !== "info") continue;
    if (failure) {
      if (isGone(failure.reason) && !outcome.key.startsWith("name:"))
        await gone.add({ hub_key: key, place: placeOf(round), seen: at });
      continue;
    }
    const path = join(folder, `info-${round}.ndjson`);
    const rows = rounds.get(round) ?? rounds.set(round, new Rows(path)).get(round)!;
    for (const body of outcome.bodies)
      await rows.add(JSON.parse((await archive.body(body)).toString("utf8")));
  }
  for (const [round, rows] of rounds) {
    await rows.end();
    await database.run(
      `DELETE FROM bodies; INSERT INTO bodies VALUES (${literal(rows.path)}, ${placeOf(round) + infoPlace});
       INSERT INTO looks ${select([rows.path], "newline_delimited")}`,
    );
    await rm(rows.path);
  }
  await database.run(
    `CREATE TABLE renames (hub_key VARCHAR, from_id VARCHAR, to_id VARCHAR, place BIGINT);
     CREATE TABLE gone (hub_key VARCHAR, place BIGINT, seen_at TIMESTAMP);
     CREATE TABLE sample (hub_key VARCHAR, stratum VARCHAR, weight DOUBLE);
     CREATE TABLE kept_keys (hub_key VARCHAR)`,
  );
  const key = { hub_key: "VARCHAR" };
  await load(
    database,
    renames,
    { ...key, from_id: "VARCHAR", to_id: "VARCHAR", place: "BIGINT" },
    "INSERT INTO renames SELECT DISTINCT * FROM $rows",
  );
  await load(
    database,
    gone,
    { ...key, place: "BIGINT", seen: "VARCHAR" },
    `INSERT INTO gone SELECT hub_key, place, ${utcSql("seen")} FROM $rows`,
  );
  const drawn = new Rows(join(folder, "sample.ndjson"));
  for (const { key, stratum, weight } of sample ?? []) await drawn.add({ hub_key: key, stratum, weight });
  await load(
    database,
    drawn,
    { ...key, stratum: "VARCHAR", weight: "DOUBLE" },
    "INSERT INTO sample SELECT * FROM $rows",
  );
  const kept = new Rows(join(folder, "kept.ndjson"));
  for (const hub_key of only ?? []) await kept.add({ hub_key });
  await load(database, kept, key, "INSERT INTO kept_keys SELECT * FROM $rows");

  await database.run(
    `DELETE FROM looks WHERE id IS NULL OR id = '' ${only ? "OR hub_key NOT IN (FROM kept_keys)" : ""};
     CREATE TABLE names AS
       SELECT hub_key, id, max(place) AS place FROM looks GROUP BY ALL
       UNION ALL SELECT r.hub_key, r.to_id, r.place FROM renames AS r
         WHERE r.hub_key IN (SELECT hub_key FROM looks)
       UNION ALL SELECT r.hub_key, r.from_id, -1 FROM renames AS r WHERE r.hub_key IN (SELECT hub_key FROM looks);
     CREATE TABLE repeated AS SELECT hub_key FROM looks GROUP BY hub_key HAVING count(*) > 1;
     CREATE TABLE latest AS
       SELECT * FROM looks AS l WHERE hub_key IN (FROM repeated)
       QUALIFY row_number() OVER (PARTITION BY hub_key ORDER BY place DESC, l::VARCHAR) = 1;
     INSERT INTO latest SELECT * FROM looks WHERE hub_key NOT IN (FROM repeated);
     DROP TABLE looks;
     CREATE TABLE newest AS
     WITH named AS (
       SELECT hub_key, arg_max(id, (place, id)) AS new_id FROM names GROUP BY hub_key),
     former AS (
       SELECT n.hub_key, list_sort(list(DISTINCT n.id)) AS former_ids
       FROM names AS n JOIN named USING (hub_key) WHERE n.id <> new_id GROUP BY n.hub_key),
     lost AS (
       SELECT g.hub_key, min(g.seen_at) AS deleted_seen_at FROM gone AS g JOIN latest AS l ON l.hub_key = g.hub_key
       WHERE l.place < g.place GROUP BY g.hub_key)
     SELECT l.* REPLACE (new_id AS id, ${ownerOf("new_id")} AS owner, ${nameOf("new_id")} AS name),
            former_ids, deleted_seen_at, s.stratum AS stratum, s.weight AS inclusion_weight
     FROM latest AS l JOIN named USING (hub_key) LEFT JOIN former USING (hub_key) LEFT JOIN lost USING (hub_key)
       LEFT JOIN sample AS s ON s.hub_key = l.hub_key;
     DROP TABLE latest;
     -- A repository deleted and made anew under its old name has another _id: the one that lives, or the newer, is the model.
     DELETE FROM newest WHERE hub_key IN (
       SELECT hub_key FROM newest WHERE id IN (SELECT id FROM newest GROUP BY id HAVING count(*) > 1)
       QUALIFY row_number() OVER (PARTITION BY id
         ORDER BY deleted_seen_at NULLS FIRST, place DESC, created_at DESC NULLS LAST, hub_key) > 1);
     DROP TABLE names`,
  );
}

/** Pages of a round come before the single answers of it, and rounds one after the other. */
const placeOf = (round: number) => round * 1e10;
const infoPlace = 5e9;

async function createStaging(database: Database): Promise<void> {
  const columns = (name: TableName) =>
    tables[name].columns.map((column) => `"${column.name}" ${column.type}`).join(", ");
  await database.run(
    `CREATE TABLE staged_commits (${columns("commits")});
     CREATE TABLE staged_files (${columns("commit_files")});
     CREATE TABLE staged_cards (${columns("cards")}, absent BOOLEAN);
     CREATE TABLE staged_failures (${columns("failures")})`,
  );
}

/** Stages commits, files and cards from their bodies. Gives which of them something was had of. */
async function stageDetails(
  database: Database,
  { archive, state, signal }: BuildOptions,
  folder: string,
  nameOf: (outcome: OutcomeLine) => string,
  models: ReadonlySet<string>,
): Promise<Set<Wanted>> {
  const rows = {
    commits: new Rows(join(folder, "commits.ndjson")),
    files: new Rows(join(folder, "files.ndjson")),
    card: new Rows(join(folder, "cards.ndjson")),
  };
  const present = new Set<Wanted>();
  const done = new Set<string>();
  for await (const outcome of outcomeLines(state)) {
    const { wanted, bodies, failure } = outcome;
    const model_id = nameOf(outcome);
    if (wanted === "info" || failure || !models.has(model_id) || done.has(`${wanted} ${model_id}`)) continue;
    signal?.throwIfAborted();
    done.add(`${wanted} ${model_id}`);
    present.add(wanted);
    const texts: string[] = [];
    for (const body of bodies) texts.push((await archive.body(body)).toString("utf8"));
    if (wanted === "commits")
      for (const row of commitRows(texts)) await rows.commits.add({ model_id, ...row });
    else if (wanted === "files") {
      for (const line of texts.join("").split("\n"))
        if (line) await rows.files.add({ model_id, ...JSON.parse(line) });
    } else {
      const { frontMatter, text, problem } = splitFrontMatter(texts[0] ?? "");
      await rows.card.add({
        model_id,
        text,
        front_matter_json: frontMatter === null ? null : JSON.stringify(frontMatter),
        length_chars: text.length,
        absent: bodies.length === 0,
        problem,
      });
    }
  }
  const id = { model_id: "VARCHAR" };
  await load(
    database,
    rows.commits,
    {
      ...id,
      oid: "VARCHAR",
      date: "VARCHAR",
      title: "VARCHAR",
      message: "VARCHAR",
      authors: "VARCHAR[]",
      position: "INTEGER",
      position_from_end: "INTEGER",
    },
    `INSERT INTO staged_commits SELECT model_id, oid, ${utcSql("date")}, title, message, authors, ${isBotSql("authors")},
       position, position_from_end FROM $rows`,
  );
  await load(
    database,
    rows.files,
    { ...id, oid: "VARCHAR", path: "VARCHAR", change: "VARCHAR" },
    `INSERT INTO staged_files SELECT model_id, oid, path, change, ${fileRoleSql("path")} FROM $rows`,
  );
  await load(
    database,
    rows.card,
    {
      ...id,
      text: "VARCHAR",
      front_matter_json: "VARCHAR",
      length_chars: "INTEGER",
      absent: "BOOLEAN",
      problem: "VARCHAR",
    },
    `INSERT INTO staged_cards SELECT * EXCLUDE (problem) FROM $rows;
     INSERT INTO staged_failures (model_id, wanted, reason, detail)
     SELECT model_id, 'card', 'malformed', ('the front matter is not YAML: ' || problem)[:200] FROM $rows WHERE problem IS NOT NULL`,
  );
  return present;
}

interface ApiCommit {
  readonly id: string;
  readonly title?: string | null;
  readonly message?: string | null;
  readonly authors?: readonly { readonly user?: string | null }[] | null;
  readonly date?: string | null;
}

/** Commits of a model's pages, newest first, each once, though the list may have moved between pages. */
function* commitRows(pages: readonly string[]) {
  const commits = new Map<string, ApiCommit>();
  for (const page of pages)
    for (const commit of JSON.parse(page) as ApiCommit[])
      if (!commits.has(commit.id)) commits.set(commit.id, commit);
  let place = 0;
  for (const { id, title, message, authors, date } of commits.values()) {
    yield {
      oid: id,
      date: date ?? null,
      title: title ?? null,
      message: message ?? "",
      authors: (authors ?? []).flatMap(({ user }) => (typeof user === "string" ? [user] : [])),
      position: commits.size - place,
      position_from_end: ++place,
    };
  }
}

async function stageFailures(
  database: Database,
  { state }: BuildOptions,
  folder: string,
  nameOf: (outcome: OutcomeLine) => string,
): Promise<void> {
  const rows = new Rows(join(folder, "failures.ndjson"));
  for await (const outcome of outcomeLines(state)) {
    const { wanted, failure, at, renamedTo, id } = outcome;
    if (failure) await rows.add({ model_id: nameOf(outcome), wanted, ...failure, seen: at, rank: 1 });
    if (renamedTo)
      await rows.add({
        model_id: id,
        wanted: "info",
        status: 307,
        reason: "renamed",
        detail: `now ${renamedTo}`,
        seen: at,
        attempts: 1,
        rank: 2,
      });
  }
  for (const { cutShort, url, at } of state.pages.filter(
    (page) => page.cutShort && page.round === state.round!.round,
  ))
    if (cutShort)
      await rows.add({
        model_id: null,
        wanted: "page",
        status: 200,
        reason: "truncated",
        detail: `a full page that names no next one: ${url}`.slice(0, 200),
        seen: at,
        attempts: 2,
        rank: 1,
      });
  await load(
    database,
    rows,
    {
      model_id: "VARCHAR",
      wanted: "VARCHAR",
      status: "INTEGER",
      reason: "VARCHAR",
      detail: "VARCHAR",
      seen: "VARCHAR",
      attempts: "INTEGER",
      rank: "INTEGER",
    },
    `INSERT INTO staged_failures SELECT model_id, wanted, status, reason, detail, ${utcSql("seen")}, attempts FROM $rows AS r
     QUALIFY row_number() OVER (PARTITION BY model_id, wanted ORDER BY rank, seen, r::VARCHAR) = 1`,
  );
}

function modelsQuery(withCards: boolean): string {
  const columns = tables.models.columns
    .map(({ name }) => name)
    .filter((name) => name !== "card_length_chars" && name !== "co2_grams");
  const list = columns.map((name) => `m."${name}"`).join(", ");
  return withCards
    ? `SELECT ${list}, c.length_chars AS card_length_chars,
              coalesce(m.co2_grams, ${co2Sql("c.front_matter_json")}) AS co2_grams
       FROM newest AS m LEFT JOIN staged_cards AS c ON c.model_id = m.id`
    : `SELECT ${list}, m.co2_grams FROM newest AS m`;
}

/** The outcome lines that count, with their bodies, in the order in which they came. */
async function* outcomeLines(state: CrawlState): AsyncGenerator<OutcomeLine> {
  const counting = new Set([...state.outcomes()].map(({ index }) => index));
  const file = await open(state.path);
  try {
    let index = 0;
    for await (const { lines } of journalLines<CrawlLine>(file)) {
      for (const line of lines) if (counting.has(index++) && line.kind === "outcome") yield line;
    }
  } finally {
    await file.close();
  }
}
