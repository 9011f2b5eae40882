/**
 * The stages of a study at growing sizes, for docs/scale.md: a simulated Hub written, imported anew from list pages,
 * and its growth, tags, kinds of commit and maintenance measured out of core. Not part of `npm run bench`.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  defaultMaintenanceFeatures,
  type MaintenanceFeatures,
  maintenanceStatus,
} from "../src/classify/index.js";
import { statusGap } from "../src/classify/maintenance-status.js";
import { toScale } from "../src/classify/standardise-features.js";
import { simulate } from "../src/simulate/index.js";
import { addCommitKinds, importArchive, maintenanceFeatureBatches, Snapshot } from "../src/snapshot/index.js";
import { fitExponential, random } from "../src/stats/index.js";
import type { Bench } from "./harness/bench.js";

/** What the database may take; the process's own memory comes on top. */
const memoryLimit = process.env.MEMORY ?? "4GB";
/** Mean commits a model: with 2.6, 20,000,000 models have 51,000,000 commits. */
export const commitsPerModel = 2.6;
/** Models that the clusters of maintenance are learnt from, at most; every model is then given a status. */
const learntFrom = 1_000_000;

export const stageNames = [
  "simulate",
  "import",
  "open",
  "growth",
  "tags",
  "kinds",
  "maintenance",
  "layout",
] as const;
export type Stage = (typeof stageNames)[number];

/** Opens the snapshot of a folder, its spill beside it rather than in the system's temporary folder. */
async function withSnapshot<T>(folder: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = await Snapshot.open(join(folder, "hub"), {
    memoryLimit,
    spillFolder: join(folder, "spill"),
  });
  try {
    return await work(snapshot);
  } finally {
    snapshot.close();
  }
}

const stages: Readonly<Record<Stage, (folder: string, models: number) => Promise<unknown>>> = {
  async simulate(folder, models) {
    const { rows, manifest } = await simulate({
      out: join(folder, "hub"),
      models,
      seed: 1,
      commitsPerModel,
      tables: ["models", "commits"],
      rowTruth: false,
      memoryLimit,
    });
    return { ...rows, bytes: manifest.resources.reduce((sum, { bytes }) => sum + bytes, 0) };
  },
  async import(folder) {
    const out = join(folder, "imported");
    const { distinctModels } = await importArchive({ sources: [join(folder, "pages")], out, tool: "bench" });
    rmSync(out, { recursive: true });
    return distinctModels;
  },
  open: (folder) => withSnapshot(folder, (hub) => hub.value("SELECT count(*) FROM models WHERE likes > 0")),
  growth: (folder) =>
    withSnapshot(folder, async (hub) => {
      const { n } = await hub.columns(
        `SELECT count(*) AS n FROM models WHERE NOT created_at_is_floor
         GROUP BY date_trunc('month', created_at) ORDER BY date_trunc('month', created_at)`,
      );
      // Half months at either end: the floor ends within March 2022, the snapshot within its last month.
      const whole = (n as number[]).slice(1, -1);
      return {
        ratePerYear: 12 * fitExponential(whole)!.parameters.ratePerMonth!.value,
        months: whole.length,
      };
    }),
  tags: (folder) =>
    withSnapshot(folder, async (hub) => {
      const [counted] = await hub.rows(
        `SELECT count(*) AS distinct_tags, sum(n)::BIGINT AS tags, max(n) AS most FROM
         (SELECT tag, count(*) AS n FROM (SELECT unnest(tags) AS tag FROM models) GROUP BY tag)`,
      );
      return counted;
    }),
  kinds: (folder) =>
    withSnapshot(folder, async (hub) => {
      await addCommitKinds(hub);
      const texts = await hub.value("SELECT count(*) FROM text_kinds");
      const kinds = await hub.rows(
        `SELECT kind, count(*) AS commits FROM (SELECT unnest(kinds) AS kind FROM classified_commits)
         GROUP BY kind ORDER BY kind`,
      );
      return { texts, kinds: Object.fromEntries(kinds.map(({ kind, commits }) => [kind, commits])) };
    }),
  maintenance: (folder, models) => withSnapshot(folder, (hub) => statuses(hub, models)),
  layout: (folder) => withSnapshot(folder, (hub) => layouts(hub, folder)),
};

/** Questions that a layout can help with or hinder, each asked of the models in `from`. */
const asked = {
  "monthly counts, all models": (from: string) =>
    `SELECT count(*) FROM (SELECT date_trunc('month', created_at) AS month, count(*) FROM ${from} GROUP BY month)`,
  "tags of one month's models": (from: string) =>
    `SELECT count(*) FROM (SELECT unnest(tags) AS tag FROM ${from}
     WHERE created_at >= TIMESTAMP '2023-10-01' AND created_at < TIMESTAMP '2023-11-01')`,
  "one model by id": (from: string) =>
    `SELECT count(likes) FROM ${from} WHERE id = (SELECT min(id) FROM ${from} WHERE id >= 'm')`,
} as const;

/** Seconds of processor time of each question: one file in the order of the id, and a folder a month of creation. */
async function layouts(hub: Snapshot, folder: string) {
  const parts = join(folder, "by-month");
  const one = `read_parquet('${join(folder, "hub", "models.parquet")}')`;
  const many = `read_parquet('${parts}/*/*.parquet', hive_partitioning = true)`;
  const seconds = async (sql: string) => {
    const cpu = process.cpuUsage();
    const answer = await hub.value(sql);
    const { user, system } = process.cpuUsage(cpu);
    return { answer, cpuSeconds: (user + system) / 1e6 };
  };
  const cpu = process.cpuUsage();
  await hub.run(
    `COPY (SELECT *, strftime(created_at, '%Y-%m') AS created_month FROM ${one} ORDER BY created_month, id)
     TO '${parts}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (created_month))`,
  );
  const { user, system } = process.cpuUsage(cpu);
  const questions: Record<string, unknown> = {};
  for (const [question, sql] of Object.entries(asked)) {
    // The first asking reads the file into the system's cache for both.
    await seconds(sql(one));
    await seconds(sql(many));
    questions[question] = { byId: await seconds(sql(one)), byMonth: await seconds(sql(many)) };
  }
  const bytes = await hub.value(
    `SELECT sum(total_compressed_size)::BIGINT FROM parquet_metadata('${parts}/*/*.parquet')`,
  );
  const files = await hub.value(`SELECT count(*) FROM glob('${parts}/*/*.parquet')`);
  rmSync(parts, { recursive: true });
  return { writeCpuSeconds: (user + system) / 1e6, bytes, files, questions };
}

/** Features of every model in one pass, clusters from a sample of them, and a status for each. */
async function statuses(hub: Snapshot, models: number) {
  const features = defaultMaintenanceFeatures;
  const chance = random(1);
  const sample: MaintenanceFeatures[] = [];
  const kept: Float64Array[] = [];
  let leftOut = 0;
  for await (const batch of maintenanceFeatureBatches(hub)) {
    const rows = batch.filter((row) => statusGap(row, features, 2) === null);
    leftOut += batch.length - rows.length;
    kept.push(Float64Array.from(rows.flatMap((row) => features.map((feature) => row[feature]!))));
    for (const row of rows) if (chance.next() * models < learntFrom) sample.push(row);
  }
  const { clustering } = maintenanceStatus(sample, { seed: 1 });
  const counts = clustering.clusters.map(() => 0);
  for (const values of kept) {
    for (let at = 0; at < values.length; at += features.length) {
      let nearest = 0;
      let least = Number.POSITIVE_INFINITY;
      for (const [c, { centre }] of clustering.clusters.entries()) {
        let distance = 0;
        for (let j = 0; j < features.length; j++) {
          distance += (toScale(values[at + j]!, clustering.scales[j]!) - centre[j]!) ** 2;
        }
        if (distance < least) [nearest, least] = [c, distance];
      }
      counts[nearest]!++;
    }
  }
  return {
    learntFrom: sample.length,
    leftOut,
    models: Object.fromEntries(clustering.clusters.map(({ name }, c) => [name, counts[c]])),
  };
}

/** List pages as the Hub would answer them for the models of a simulated snapshot, 10,000 or so a file. */
async function writePages(folder: string): Promise<void> {
  const pages = join(folder, "pages");
  if (existsSync(pages)) return;
  mkdirSync(pages, { recursive: true });
  await withSnapshot(folder, (hub) =>
    hub.run(
      `COPY (SELECT id AS _id, id, id AS "modelId", strftime(created_at, '%Y-%m-%dT%H:%M:%S.000Z') AS "createdAt",
               likes, downloads_30d AS downloads, library_name, pipeline_tag, tags, private
             FROM (SELECT *, library AS library_name FROM models))
       TO '${pages}' (FORMAT json, ARRAY true, COMPRESSION gzip, FILE_SIZE_BYTES '4MB', FILENAME_PATTERN 'page-{i}', FILE_EXTENSION 'json.gz')`,
    ),
  );
}

export const bench: Bench = {
  name: "scale",
  prepare: () => "run `npm run scale`",
  sides: {
    async pages([folder]) {
      await writePages(folder!);
    },
    stage: ([stage, folder, models], clock) => clock(() => stages[stage as Stage](folder!, Number(models))),
  },
};
