import { quantiles } from "../stats/index.js";
import {
  type MaintenanceFeature,
  type MaintenanceFeatures,
  maintenanceFeatureUnits,
} from "./maintenance-features.js";

/** zscore: mean and standard deviation. robust: median and interquartile range. minmax: least value and range. */
export type FeatureScaling = "zscore" | "robust" | "minmax";

/** How one feature was brought to the common scale: (f(value) - centre) / scale, f being log(1 + value) where logged. */
export interface FeatureScale {
  readonly feature: MaintenanceFeature;
  readonly logged: boolean;
  readonly centre: number;
  readonly scale: number;
}

export interface StandardisedFeatures {
  /** Rows × features, row-major. */
  readonly matrix: Float64Array;
  readonly scales: readonly FeatureScale[];
  /** Features that are the same for every row; they are left at 0 and tell nothing apart. */
  readonly constant: readonly MaintenanceFeature[];
}

/**
 * Features of models as columns of one scale. Counts and times are logged first (log(1 + x)) unless log is false, as
 * their tails would else decide alone; shares and ratios are not. Where the interquartile range is 0, robust scaling
 * falls back to the standard deviation.
 * @throws RangeError on a feature that is unknown for a row
 */
export function standardiseFeatures(
  rows: readonly MaintenanceFeatures[],
  features: readonly MaintenanceFeature[],
  { scaling = "zscore", log = true }: { readonly scaling?: FeatureScaling; readonly log?: boolean } = {},
): StandardisedFeatures {
  const matrix = new Float64Array(rows.length * features.length);
  const constant: MaintenanceFeature[] = [];
  const scales = features.map((feature, column): FeatureScale => {
    const logged = log && isLogged(feature);
    const values = Float64Array.from(rows, (row) => {
      const value = row[feature];
      if (value === null || !Number.isFinite(value)) {
        throw new RangeError(
          `standardiseFeatures: ${feature} of ${row.modelId} is ${value}; leave such models out and count them`,
        );
      }
      return logged ? Math.log1p(value) : value;
    });
    const { centre, scale } = centreAndScale(values, scaling);
    if (scale === 0) constant.push(feature);
    const divisor = scale || 1;
    for (let i = 0; i < values.length; i++) {
      matrix[i * features.length + column] = (values[i]! - centre) / divisor;
    }
    return { feature, logged, centre, scale: divisor };
  });
  return { matrix, scales, constant };
}

/** Whether a feature has the long tail that the log is for. */
export function isLogged(feature: MaintenanceFeature): boolean {
  return (
    !maintenanceFeatureUnits[feature].startsWith("share") &&
    !maintenanceFeatureUnits[feature].startsWith("ratio")
  );
}

/** A value of a feature on its standard scale. */
export function toScale(value: number, { logged, centre, scale }: FeatureScale): number {
  return ((logged ? Math.log1p(value) : value) - centre) / scale;
}

/** Back from the standard scale to the feature's unit. */
export function fromScale(standard: number, { logged, centre, scale }: FeatureScale): number {
  const value = standard * scale + centre;
  return logged ? Math.expm1(value) : value;
}

function centreAndScale(values: Float64Array, scaling: FeatureScaling): { centre: number; scale: number } {
  if (values.length === 0) return { centre: 0, scale: 0 };
  const [least, quarter, half, threeQuarters, most] = quantiles(values, [0, 0.25, 0.5, 0.75, 1]) as number[];
  if (least === most) return { centre: least!, scale: 0 };
  if (scaling === "minmax") return { centre: least!, scale: most! - least! };
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
  if (scaling === "zscore") return { centre: mean, scale: deviation };
  return { centre: half!, scale: threeQuarters! - quarter! || deviation };
}
