import type { MaintenanceFeatures } from "../classify/index.js";
import { addCommitKinds } from "./add-commit-kinds.js";
import { maintenanceFeaturesSql } from "./maintenance-features-sql.js";
import type { Snapshot } from "./open-snapshot.js";
import { SnapshotError } from "./snapshot-error.js";

/** More are measured in parts of the models, so that memory stays bounded. */
const COMMITS_AT_A_TIME = 4_000_000;

export interface MaintenanceReadOptions {
  /** The snapshot's own time by default. */
  readonly asOf?: Date;
  /** "out" leaves out commits by bots alone, as if they had not happened. Default "in". */
  readonly bots?: "in" | "out";
  /** Whether to classify every commit, for correctiveShare, which is null otherwise. Default false. */
  readonly kinds?: boolean;
  /** Commits measured at a time, about. */
  readonly commitsAtATime?: number;
}

/**
 * The maintenance features of every model of a snapshot, by id (in the order of its bytes), computed in the database: see
 * maintenanceFeatures for what they mean. All in memory, some 300 bytes a model; see maintenanceFeatureBatches for more
 * models than that.
 * @throws SnapshotError where the snapshot has no commits table
 */
export async function readMaintenanceFeatures(
  snapshot: Snapshot,
  options: MaintenanceReadOptions = {},
): Promise<MaintenanceFeatures[]> {
  const features: MaintenanceFeatures[] = [];
  for await (const batch of maintenanceFeatureBatches(snapshot, options)) {
    for (const one of batch) features.push(one);
  }
  return features;
}

/** The same, a few thousand models at a time: memory does not grow with their number. */
export async function* maintenanceFeatureBatches(
  snapshot: Snapshot,
  options: MaintenanceReadOptions = {},
): AsyncGenerator<MaintenanceFeatures[]> {
  const { asOf = snapshot.asOf, bots = "in", kinds = false, commitsAtATime = COMMITS_AT_A_TIME } = options;
  if (!snapshot.has("commits")) {
    throw new SnapshotError(
      "The snapshot has no commits, so that nothing is known of maintenance",
      snapshot.path,
      "Crawl with `--with commits`, or use a snapshot for the role commits.",
    );
  }
  if (kinds) await addCommitKinds(snapshot);
  const bounds = await partBounds(snapshot, commitsAtATime);
  for (let part = 0; part <= bounds.length; part++) {
    const sql = maintenanceFeaturesSql({
      asOf,
      bots,
      kinds,
      files: snapshot.has("commit_files"),
      models: snapshot.has("models"),
      part: { from: bounds[part - 1], below: bounds[part] },
    });
    for await (const columns of snapshot.batches(sql)) yield fromColumns(columns);
  }
}

/** Ids that cut the models into parts of about so many commits each: quantiles of a sample of the commits' ids. */
async function partBounds(snapshot: Snapshot, commitsAtATime: number): Promise<string[]> {
  const parts = Math.ceil((await snapshot.value("SELECT count(*) FROM commits")) / commitsAtATime);
  if (parts <= 1) return [];
  const sampled = await snapshot.rows<{ model_id: string }>(
    `SELECT model_id FROM (SELECT model_id FROM commits USING SAMPLE reservoir(${1000 * parts} ROWS) REPEATABLE (1))
     ORDER BY model_id`,
  );
  const bounds = Array.from(
    { length: parts - 1 },
    (_, i) => sampled[Math.floor(((i + 1) * sampled.length) / parts)]!.model_id,
  );
  return [...new Set(bounds)];
}

function fromColumns(columns: Awaited<ReturnType<Snapshot["columns"]>>): MaintenanceFeatures[] {
  const column = (name: string) => columns[name] as (number | null)[];
  const number = (name: string) => columns[name] as number[];
  return (columns.model_id as string[]).map((modelId, i) => ({
    modelId,
    commits: number("commits")[i]!,
    ageDays: column("age_days")[i]!,
    commitsPerMonth: column("commits_per_month")[i]!,
    medianIntervalHours: column("median_interval_hours")[i]!,
    intervalVariation: column("interval_variation")[i]!,
    daysSinceLastCommit: column("days_since_last_commit")[i]!,
    authors: column("authors")[i]!,
    humanShare: column("human_share")[i]!,
    correctiveShare: column("corrective_share")[i]!,
    activeMonths: number("active_months")[i]!,
    releases: number("releases")[i]!,
    releaseResponseDays: column("release_response_days")[i]!,
    leftOut: {
      undated: number("undated")[i]!,
      before2016: number("before_2016")[i]!,
      afterAsOf: number("after_as_of")[i]!,
    },
  }));
}
