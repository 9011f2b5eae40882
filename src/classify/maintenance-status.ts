import { kmeans } from "../stats/index.js";
import type { MaintenanceFeature, MaintenanceFeatures } from "./maintenance-features.js";
import {
  type FeatureScale,
  type FeatureScaling,
  fromScale,
  standardiseFeatures,
  toScale,
} from "./standardise-features.js";

export interface MaintenanceStatusOptions {
  /** Same seed, same statuses. */
  readonly seed: number | string;
  /** Number of statuses, default 2 as in the study. */
  readonly k?: number;
  /** Default: defaultMaintenanceFeatures. */
  readonly features?: readonly MaintenanceFeature[];
  /** Default "zscore". */
  readonly scaling?: FeatureScaling;
  /** Log of counts and times, default true. */
  readonly log?: boolean;
  /** Models with fewer commits get no status, default 2. */
  readonly minimumCommits?: number;
  /** Starts of k-means, default 10. */
  readonly restarts?: number;
}

/**
 * How much, how steadily, how recently and by how many a model is worked on. The study does not publish its list; the
 * multiverse shows how the statuses move with it.
 */
export const defaultMaintenanceFeatures: readonly MaintenanceFeature[] = [
  "commits",
  "commitsPerMonth",
  "medianIntervalHours",
  "daysSinceLastCommit",
  "authors",
  "activeMonths",
];

/** Which way a feature speaks for upkeep: 1 more is more, -1 less is more, 0 it does not say. The naming rule sums these. */
export const upkeepDirection: Readonly<Record<MaintenanceFeature, -1 | 0 | 1>> = {
  commits: 1,
  ageDays: 0,
  commitsPerMonth: 1,
  // Long intervals can be neglect, or steady care instead of one afternoon's uploads.
  medianIntervalHours: 0,
  intervalVariation: 0,
  daysSinceLastCommit: -1,
  authors: 1,
  humanShare: 0,
  correctiveShare: 0,
  activeMonths: 1,
  releases: 1,
  releaseResponseDays: -1,
};

/** "High" is the status of the cluster whose centre speaks most for upkeep, "Low" of the one that speaks least. */
export type MaintenanceStatusName = "High" | "Low" | "Medium" | `Medium ${number}`;

export interface MaintenanceCluster {
  readonly name: MaintenanceStatusName;
  /** Mean of the standardised centre over the features with a direction, each times its direction. */
  readonly upkeep: number;
  readonly models: number;
  /** On the standard scales, in the order of the features. */
  readonly centre: readonly number[];
  /** In the features' units; where logged, back from the log. */
  readonly centreInUnits: Readonly<Partial<Record<MaintenanceFeature, number>>>;
}

/** What a new model needs to be given a status. */
export interface MaintenanceClustering {
  readonly features: readonly MaintenanceFeature[];
  readonly scales: readonly FeatureScale[];
  readonly minimumCommits: number;
  /** By upkeep, lowest first. */
  readonly clusters: readonly MaintenanceCluster[];
}

export interface MaintenanceStatuses {
  /** One a row given; null for models that were left out. */
  readonly statuses: readonly (MaintenanceStatusName | null)[];
  readonly clustering: MaintenanceClustering;
  /** Models clustered. */
  readonly n: number;
  /** Models left out, by the first reason that holds. */
  readonly excluded: Readonly<Record<string, number>>;
  readonly constant: readonly MaintenanceFeature[];
  /** Standardised features of the models clustered, row-major, and their cluster (index into clusters). */
  readonly matrix: Float64Array;
  readonly labels: Int32Array;
  readonly inertia: number;
}

/**
 * A maintenance status for each model: k-means on standardised log features, clusters named by their centres (see
 * MaintenanceCluster.upkeep). Statuses are relative: "High" means high among the models given.
 * @throws RangeError where fewer models than k remain, or no feature has a direction
 */
export function maintenanceStatus(
  rows: readonly MaintenanceFeatures[],
  options: MaintenanceStatusOptions,
): MaintenanceStatuses {
  const {
    seed,
    k = 2,
    features = defaultMaintenanceFeatures,
    scaling = "zscore",
    log = true,
    minimumCommits = 2,
    restarts = 10,
  } = options;
  if (!features.some((feature) => upkeepDirection[feature] !== 0)) {
    throw new RangeError(
      `maintenanceStatus: none of ${features.join(", ")} says which cluster is kept better; add one that does`,
    );
  }
  const excluded: Record<string, number> = {};
  const kept = rows.flatMap((row, index) => {
    const reason = statusGap(row, features, minimumCommits);
    if (reason === null) return [index];
    excluded[reason] = (excluded[reason] ?? 0) + 1;
    return [];
  });
  if (kept.length < k) {
    const reasons = Object.entries(excluded).map(([reason, count]) => `${count} ${reason}`);
    throw new RangeError(
      `maintenanceStatus: ${kept.length} models are left for ${k} clusters (left out: ${reasons.join(", ") || "none"})`,
    );
  }
  const { matrix, scales, constant } = standardiseFeatures(
    kept.map((index) => rows[index]!),
    features,
    { scaling, log },
  );
  const found = kmeans(matrix, features.length, { k, seed, restarts });
  const unordered = Array.from({ length: k }, (_, cluster) => {
    const centre = [...found.centres.subarray(cluster * features.length, (cluster + 1) * features.length)];
    return { cluster, centre, upkeep: upkeepOf(centre, features), models: found.sizes[cluster]! };
  });
  const byUpkeep = [...unordered].sort((a, b) => a.upkeep - b.upkeep);
  const clusters = byUpkeep.map(
    ({ centre, upkeep, models }, place): MaintenanceCluster => ({
      name: nameOf(place, k),
      upkeep,
      models,
      centre,
      centreInUnits: Object.fromEntries(
        scales.map((scale, j) => [scale.feature, fromScale(centre[j]!, scale)]),
      ),
    }),
  );
  const places = Int32Array.from(unordered, ({ cluster }) =>
    byUpkeep.findIndex((one) => one.cluster === cluster),
  );
  const labels = found.labels.map((label) => places[label]!);
  const statuses: (MaintenanceStatusName | null)[] = rows.map(() => null);
  kept.forEach((index, i) => {
    statuses[index] = clusters[labels[i]!]!.name;
  });
  return {
    statuses,
    clustering: { features, scales, minimumCommits, clusters },
    n: kept.length,
    excluded,
    constant,
    matrix,
    labels,
    inertia: found.inertia,
  };
}

/** Why a model gets no status; null where it gets one. */
export function statusGap(
  row: MaintenanceFeatures,
  features: readonly MaintenanceFeature[],
  minimumCommits: number,
): string | null {
  if (row.commits < minimumCommits) return `fewer than ${minimumCommits} commits`;
  const unknown = features.find((feature) => row[feature] === null || !Number.isFinite(row[feature]));
  return unknown === undefined ? null : `${unknown} unknown`;
}

/** Distances of a model, on the standard scales, to the centres of a clustering; the nearest gives its status. */
export function centreDistances(
  row: MaintenanceFeatures,
  { scales, clusters }: MaintenanceClustering,
): number[] {
  const point = scales.map((scale) => toScale(row[scale.feature]!, scale));
  return clusters.map(({ centre }) => Math.hypot(...point.map((value, j) => value - centre[j]!)));
}

function upkeepOf(centre: readonly number[], features: readonly MaintenanceFeature[]): number {
  const directed = features.flatMap((feature, j) =>
    upkeepDirection[feature] === 0 ? [] : [upkeepDirection[feature] * centre[j]!],
  );
  return directed.reduce((sum, value) => sum + value, 0) / directed.length;
}

function nameOf(place: number, k: number): MaintenanceStatusName {
  if (place === k - 1 && k > 1) return "High";
  if (place === 0) return "Low";
  return k === 3 ? "Medium" : `Medium ${place}`;
}
