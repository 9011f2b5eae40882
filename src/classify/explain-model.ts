import {
  type MaintenanceFeature,
  type MaintenanceFeatures,
  maintenanceFeatureUnits,
} from "./maintenance-features.js";
import {
  centreDistances,
  type MaintenanceClustering,
  type MaintenanceStatusName,
  statusGap,
} from "./maintenance-status.js";
import { type FeatureScale, fromScale, toScale } from "./standardise-features.js";

export interface ExplainedFeature {
  readonly name: MaintenanceFeature;
  /** Null where unknown. */
  readonly value: number | null;
  readonly unit: string;
  /** Share, in percent, of the models with a known value that lie below, ties counted half; null where unknown. */
  readonly percentile: number | null;
  /** Whether the status rests on it. */
  readonly used: boolean;
}

/** One feature changed, all others as they are. */
export interface StatusChange {
  readonly feature: MaintenanceFeature;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

export interface ModelExplanation {
  readonly id: string;
  /** Null where the model gets none; `because` says why. */
  readonly status: MaintenanceStatusName | null;
  readonly because: string;
  readonly asOf: string;
  readonly features: readonly ExplainedFeature[];
  /** The status whose centre is next nearest; null without a status. */
  readonly nearestAlternative: {
    readonly status: MaintenanceStatusName;
    /** Distance to its centre over that to the own centre: just above 1 is a close call. */
    readonly distanceRatio: number | null;
    /** The smallest change (on the standard scale) of one feature that would give it; null where no single one would. */
    readonly change: StatusChange | null;
  } | null;
}

/** Features that come in whole numbers. */
const whole: ReadonlySet<MaintenanceFeature> = new Set(["commits", "authors", "activeMonths", "releases"]);

/**
 * The maintenance status of one model and why: where each feature stands among all models, which status is the nearest
 * alternative, and the smallest change of one feature that would give it. Features hang together (a further commit
 * also makes the last one recent), so that the change says how near the border is, not what to do.
 * @throws RangeError where the model is not among those given
 */
export function explainModel(
  modelId: string,
  all: readonly MaintenanceFeatures[],
  clustering: MaintenanceClustering,
  asOf: Date,
): ModelExplanation {
  const model = all.find((row) => row.modelId === modelId);
  if (!model) throw new RangeError(`explainModel: ${modelId} is not among the ${all.length} models`);
  const features = (Object.keys(maintenanceFeatureUnits) as MaintenanceFeature[]).map(
    (name): ExplainedFeature => ({
      name,
      value: model[name],
      unit: maintenanceFeatureUnits[name],
      percentile: percentile(
        model[name],
        all.map((row) => row[name]),
      ),
      used: clustering.features.includes(name),
    }),
  );
  const base = { id: modelId, asOf: asOf.toISOString(), features };
  const gap = statusGap(model, clustering.features, clustering.minimumCommits);
  if (gap !== null) return { ...base, status: null, because: `no status: ${gap}`, nearestAlternative: null };

  const distances = centreDistances(model, clustering);
  const order = distances.map((_, cluster) => cluster).sort((a, b) => distances[a]! - distances[b]!);
  const [own, other] = order as [number, number | undefined];
  const cluster = clustering.clusters[own]!;
  const because = `nearest to the centre of the ${cluster.models} ${cluster.name} models`;
  if (other === undefined) return { ...base, status: cluster.name, because, nearestAlternative: null };
  return {
    ...base,
    status: cluster.name,
    because,
    nearestAlternative: {
      status: clustering.clusters[other]!.name,
      distanceRatio: distances[own]! > 0 ? distances[other]! / distances[own]! : null,
      change: smallestChange(model, clustering, own, other),
    },
  };
}

function percentile(value: number | null, others: readonly (number | null)[]): number | null {
  if (value === null) return null;
  const known = others.filter((one) => one !== null);
  const below = known.filter((one) => one < value).length;
  const tied = known.filter((one) => one === value).length;
  return (100 * (below + tied / 2)) / known.length;
}

/** Along one axis the border between two centres is a point: the standard value at which both are equally near. */
function smallestChange(
  model: MaintenanceFeatures,
  clustering: MaintenanceClustering,
  own: number,
  other: number,
): StatusChange | null {
  const { scales, clusters } = clustering;
  const point = scales.map((scale) => toScale(model[scale.feature]!, scale));
  const from = clusters[own]!.centre;
  const to = clusters[other]!.centre;
  const lead = point.reduce((sum, x, j) => sum + (x - to[j]!) ** 2 - (x - from[j]!) ** 2, 0);
  const candidates = scales.flatMap((scale, j) => {
    const slope = 2 * (to[j]! - from[j]!);
    if (slope === 0) return [];
    const value = feasible(fromScale(point[j]! + lead / slope, scale), lead / slope > 0, scale, clustering);
    if (value === null) return [];
    // Other clusters may lie in between, and rounding may fall short: what counts is the status with the new value.
    const changed = { ...model, [scale.feature]: value };
    const distances = centreDistances(changed, clustering);
    if (distances.some((distance, cluster) => cluster !== other && distance < distances[other]!)) return [];
    return [{ feature: scale.feature, value, size: Math.abs(toScale(value, scale) - point[j]!) }];
  });
  if (candidates.length === 0) return null;
  const { feature, value } = candidates.reduce((a, b) => (b.size < a.size ? b : a));
  return { feature, from: model[feature]!, to: value, unit: maintenanceFeatureUnits[feature] };
}

/** A hair past the border, or the next whole number; null where no model could have the value. */
function feasible(
  border: number,
  upwards: boolean,
  { feature }: FeatureScale,
  { minimumCommits }: MaintenanceClustering,
): number | null {
  const hair = 1e-9 * Math.max(1, Math.abs(border));
  const past = upwards ? border + hair : border - hair;
  const value = whole.has(feature) ? (upwards ? Math.ceil(past) : Math.floor(past)) : past;
  const least = feature === "commits" ? minimumCommits : feature === "activeMonths" ? 1 : 0;
  const most = maintenanceFeatureUnits[feature].startsWith("share") ? 1 : Number.MAX_VALUE;
  return value >= least && value <= most ? value : null;
}
