import type { MaintenanceFeatures } from "../classify/index.js";
import { correctiveShares } from "./corrective-shares.js";
import { maintenanceFeaturesSql } from "./maintenance-features-sql.js";
import type { Snapshot } from "./open-snapshot.js";
import { SnapshotError } from "./snapshot-error.js";

/** More are measured in parts of the models, so that memory stays bounded. */
const COMMITS_AT_A_TIME = 4_000_000;

/**
 * The maintenance features of every model of a snapshot, by id, computed in the database: see maintenanceFeatures for
 * what they mean. correctiveShare is null unless kinds is true, as it takes classifying every commit from its title,
 * message and position (some seconds for a million).
 * @throws SnapshotError where the snapshot has no commits table
 */
export async function readMaintenanceFeatures(
  snapshot: Snapshot,
  {
    asOf = snapshot.asOf,
    bots = "in",
    kinds = false,
  }: { readonly asOf?: Date; readonly bots?: "in" | "out"; readonly kinds?: boolean } = {},
): Promise<MaintenanceFeatures[]> {
  if (!snapshot.has("commits")) {
    throw new SnapshotError(
      "The snapshot has no commits, so that nothing is known of maintenance",
      snapshot.path,
      "Crawl with `--with commits`, or use a snapshot for the role commits.",
    );
  }
  const parts = Math.max(
    1,
    Math.ceil((await snapshot.value("SELECT count(*) FROM commits")) / COMMITS_AT_A_TIME),
  );
  const corrective = kinds ? await correctiveShares(snapshot, { asOf, bots }) : new Map<string, number>();
  const features: MaintenanceFeatures[] = [];
  for (let index = 0; index < parts; index++) {
    const sql = maintenanceFeaturesSql({
      asOf,
      bots,
      files: snapshot.has("commit_files"),
      models: snapshot.has("models"),
      ...(parts > 1 && { part: { index, of: parts } }),
    });
    for (const one of fromColumns(await snapshot.columns(sql), corrective)) features.push(one);
  }
  return parts > 1 ? features.sort((a, b) => (a.modelId < b.modelId ? -1 : 1)) : features;
}

function fromColumns(
  columns: Awaited<ReturnType<Snapshot["columns"]>>,
  corrective: ReadonlyMap<string, number>,
): MaintenanceFeatures[] {
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
    correctiveShare: corrective.get(modelId) ?? null,
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
