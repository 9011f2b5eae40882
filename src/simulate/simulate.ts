import { writeFile } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { literal } from "../snapshot/duckdb.js";
import {
  type SnapshotManifest,
  type SnapshotWriter,
  type TableName,
  tableNames,
  writeSnapshot,
} from "../snapshot/index.js";
import { BatchStore } from "./batch-store.js";
import { packDeleted, packModel } from "./pack-model.js";
import { foundationEvery } from "./plan-core.js";
import { type ModelPlanner, modelPlanner } from "./plan-model.js";
import { plantDeletion, plantFailures } from "./plant-failure.js";
import { plantHistory } from "./plant-history.js";
import { type HubSettings, hubSettings, type SimulationSettings } from "./settings.js";
import { Tally } from "./tally.js";
import { plantTopics } from "./topics.js";
import { describeTruth, type SimulationTruth } from "./truth.js";
import { cardWriter } from "./write-card.js";

export interface SimulateOptions extends Partial<SimulationSettings> {
  /** Folder of the snapshot; must not exist yet. */
  readonly out: string;
  readonly models: number;
  readonly seed: number;
  /** "hub-evolution x.y.z", for the manifest. */
  readonly tool?: string;
  /** Tables to write; all by default. The others are absent, and what is in these does not change. */
  readonly tables?: readonly TableName[];
  /** Whether to write the truth of every model and commit (truth-models.parquet, truth-commits.parquet). Default true. */
  readonly rowTruth?: boolean;
  readonly memoryLimit?: string;
  readonly threads?: number;
  readonly created?: Date;
  readonly onProgress?: (step: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface SimulationSummary {
  readonly manifest: SnapshotManifest;
  readonly truth: SimulationTruth;
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
  readonly seconds: number;
}

const progressEvery = 1000;

/**
 * Writes a simulated Hub: a snapshot like any other, with truth.json beside the tables saying what was planted. Equal
 * settings make equal tables, byte for byte; each model is a function of the settings and its number alone, so memory
 * does not grow with the number of models.
 *
 * @throws RangeError for settings that make no Hub; SnapshotError where `out` exists or cannot be written; the signal's
 *   reason where it aborts. Nothing is left behind then.
 */
export async function simulate(options: SimulateOptions): Promise<SimulationSummary> {
  const { onProgress = () => {}, tool = "hub-evolution", signal } = options;
  const settings = hubSettings(options);
  const began = performance.now();
  const wanted: readonly TableName[] = options.tables ?? tableNames;
  const rows: Partial<Record<TableName, number>> = {};
  let truth: SimulationTruth | undefined;
  const manifest = await writeSnapshot(
    options.out,
    async (writer) => {
      const topics = plantTopics(settings.seed);
      const { store, tally } = await generate(writer, settings, topics, wanted, {
        rowTruth: options.rowTruth ?? true,
        onProgress,
        signal,
      });
      try {
        for (const name of wanted) {
          signal?.throwIfAborted();
          onProgress(`sorting ${name}`, settings.models, settings.models);
          const all = store.all(name);
          if (all) rows[name] = await writer.table(name, all);
        }
        onProgress("writing the truth", settings.models, settings.models);
        await writeRowTruth(writer, store);
        truth = describeTruth(settings, topics, tally);
        await writeFile(await writer.pathOf("truth.json"), `${JSON.stringify(truth, null, 1)}\n`);
        await writer.list("truth.json", "What was planted in this simulated Hub, and what came of it.");
      } finally {
        await store.remove();
      }
      return {
        title: "A simulated Hub with planted truth",
        description: `SIMULATED: ${settings.models} invented models from seed ${settings.seed}. No row describes a real model; truth.json says what was planted.`,
        sources: [{ title: "hub-evolution simulate", version: String(settings.seed), licence: "CC0-1.0" }],
        hub: { kind: "simulated", asOf: settings.asOf, seed: settings.seed, tool, complete: true },
        provenance: { settings },
      };
    },
    {
      ...(options.created ? { created: options.created } : {}),
      ...(options.memoryLimit ? { memoryLimit: options.memoryLimit } : {}),
      ...(options.threads ? { threads: options.threads } : {}),
    },
  );
  return { manifest, truth: truth!, rows, seconds: (performance.now() - began) / 1000 };
}

async function generate(
  writer: SnapshotWriter,
  settings: HubSettings,
  { topics, background }: ReturnType<typeof plantTopics>,
  tables: readonly TableName[],
  {
    rowTruth,
    onProgress,
    signal,
  }: {
    rowTruth: boolean;
    onProgress: NonNullable<SimulateOptions["onProgress"]>;
    signal: AbortSignal | undefined;
  },
) {
  const wanted = new Set<string>(rowTruth ? [...tables, ...Object.keys(rowTruths)] : tables);
  const store = new BatchStore(writer, settings.seed, wanted);
  const tally = new Tally();
  const planner = modelPlanner(settings);
  const writeCard = cardWriter(settings, topics, background);
  for (let index = 0; index < settings.models; index++) {
    if (index % progressEvery === 0) {
      signal?.throwIfAborted();
      onProgress("simulating models", index, settings.models);
      // The database's answers and Ctrl-C come in between.
      await nextTurn();
    }
    const plan = planner.plan(index);
    const history = plantHistory(settings, planner.owners, plan);
    const card = writeCard(plan);
    const failures = plantFailures(settings, plan);
    tally.add(plan, history, card, failures);
    const packed = packModel(settings, plan, history, card, failures, store.packed);
    if (store.add(packed, card?.text.length ?? null)) await store.flush();
  }
  await addDeleted(settings, planner, tally, store);
  await store.settle();
  return { store, tally };
}

/** Numbers of deleted models lie far above those of the census, and none is one that others build on. */
const deletedFrom = 2 ** 31;

async function addDeleted(settings: HubSettings, planner: ModelPlanner, tally: Tally, store: BatchStore) {
  const count = Math.round(settings.models * settings.deletedShare);
  for (let k = 0; k < count; k++) {
    const plan = planner.plan(deletedFrom + 1 + k + Math.floor(k / (foundationEvery - 1)));
    const gone = plantDeletion(settings, plan);
    tally.addFailures([gone.failure]);
    if (store.add(packDeleted(gone), null)) await store.flush();
    if (k % progressEvery === 0) await nextTurn();
  }
}

const rowTruths: Readonly<Record<string, { order: string; description: string }>> = {
  "truth-models": { order: "model_id", description: "What was planted for each model." },
  "truth-commits": { order: "model_id, position", description: "What was planted for each commit." },
  "truth-deleted": { order: "model_id", description: "Models that were deleted before the as-of time." },
};

async function writeRowTruth(writer: SnapshotWriter, store: BatchStore): Promise<void> {
  for (const [name, { order, description }] of Object.entries(rowTruths)) {
    const all = store.all(name);
    if (!all) continue;
    const file = `${name}.parquet`;
    await writer.database.run(
      `COPY (${all} ORDER BY ${order}) TO ${literal(await writer.pathOf(file))} (FORMAT parquet, COMPRESSION zstd)`,
    );
    await writer.list(file, description, { format: "parquet", mediatype: "application/vnd.apache.parquet" });
  }
}
