/**
 * Monthly counts and the explosion of tags over the census, against pandas on the same rows: once from memory (a DuckDB
 * table, a data frame), once from disk, each from the file it reads best (Parquet, a pickle: Debian has no Parquet reader
 * for pandas); and a snapshot opened to its first aggregate.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Database, literal } from "../src/snapshot/duckdb.js";
import { importArchive, Snapshot } from "../src/snapshot/index.js";
import type { Bench, Outcome } from "./harness/bench.js";
import { python, pythonHas } from "./harness/run-side.js";

const root = join(import.meta.dirname, "..");
const archive = join(root, "../shared/data/census-2024-07-11");

const queries = {
  months: `SELECT count(*) AS groups, max(n) AS largest FROM
    (SELECT date_trunc('month', created_at) AS month, count(*) AS n FROM models GROUP BY month)`,
  tags: `SELECT count(*) AS groups, max(n) AS largest FROM
    (SELECT tag, count(*) AS n FROM (SELECT unnest(tags) AS tag FROM models) GROUP BY tag)`,
  count: "SELECT count(*) AS groups, max(likes) AS largest FROM models WHERE likes > 0",
} as const;
type Query = keyof typeof queries;

const expressions: Readonly<Record<Query, string>> = {
  months: 'pd.Series(f["createdAt"].to_numpy().astype("datetime64[M]")).value_counts()',
  tags: 'f["tags"].explode().value_counts()',
  count: 'f.loc[f["likes"] > 0, "likes"]',
};

/** Reads the pages into a frame and keeps it, so that no side pays for it. */
const keepFrame = `
import glob, gzip, json, sys, pandas as pd
rows = []
for path in sorted(glob.glob(sys.argv[2] + "/*.json.gz")):
    with gzip.open(path, "rt") as page: rows.extend(json.load(page))
made = pd.DataFrame(rows)[["id", "createdAt", "likes", "tags"]]
made["createdAt"] = pd.to_datetime(made["createdAt"]).dt.tz_localize(None)
made.to_pickle(sys.argv[1] + "/census.pickle")
`;

const peer = (query: Query, from: "memory" | "disk") => `
import pandas as pd
kept = sys.argv[1] + "/census.pickle"
${from === "memory" ? "f = pd.read_pickle(kept)" : ""}
def task():
    ${from === "memory" ? "global f" : "f = pd.read_pickle(kept)"}
    counted = ${expressions[query]}
    return {"groups": len(counted), "largest": int(counted.max())}
`;

const same = ([ours]: readonly Outcome[], [peer]: readonly Outcome[]) =>
  peer === undefined
    ? ""
    : JSON.stringify(ours!.value) === JSON.stringify(peer.value)
      ? "equal answers"
      : `answers differ: ${JSON.stringify(ours!.value)}, ${JSON.stringify(peer.value)}`;

export const bench: Bench = {
  name: "query",
  needs: ["pandas"],
  async prepare(folder) {
    if (!existsSync(archive)) return "the census archive is not beside the project";
    const made = join(root, "snapshots/census-2024-07-11");
    const snapshot = existsSync(made) ? made : join(folder, "census");
    if (snapshot !== made) await importArchive({ sources: [archive], out: snapshot, tool: "bench" });
    const hub = await Snapshot.open(snapshot);
    const n = `${(await hub.value("SELECT count(*) FROM models")).toLocaleString("en-US")} models`;
    hub.close();
    if (await pythonHas(["pandas"])) execFileSync(python, ["-c", keepFrame, folder, join(archive, "pages")]);
    const task = (name: string, query: Query, from: "memory" | "disk") => ({
      task: name,
      n,
      passes: 3,
      ours: { side: from, args: [snapshot, query] },
      peer: { name: "pandas", python: peer(query, from), args: [folder] },
      note: same,
    });
    return [
      task("Monthly counts, from memory", "months", "memory"),
      task("Tag explosion and counts, from memory", "tags", "memory"),
      task("Monthly counts, from disk (Parquet / pickle)", "months", "disk"),
      task("Tag explosion and counts, from disk (Parquet / pickle)", "tags", "disk"),
      task("Opening a snapshot to its first aggregate", "count", "disk"),
    ];
  },
  sides: {
    async memory([snapshot, query], clock) {
      const database = await Database.open({ memoryLimit: "4GB" });
      await database.run(
        `CREATE TABLE models AS SELECT created_at, likes, tags FROM read_parquet(${literal(join(snapshot!, "models.parquet"))})`,
      );
      const [answer] = await clock(() => database.rows(queries[query as Query]));
      database.close();
      return answer;
    },
    disk: ([snapshot, query], clock) =>
      clock(async () => {
        const hub = await Snapshot.open(snapshot!);
        const [answer] = await hub.rows(queries[query as Query]);
        hub.close();
        return answer;
      }),
  },
};
