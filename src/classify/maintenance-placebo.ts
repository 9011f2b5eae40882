import { random } from "../stats/index.js";
import type { MaintenanceFeature, MaintenanceFeatures } from "./maintenance-features.js";
import type { MaintenanceStatuses } from "./maintenance-status.js";

/**
 * The same models with each of the features shuffled over them, by itself: every feature keeps its spread and loses what
 * it has in common with the others.
 */
export function shuffledFeatures(
  rows: readonly MaintenanceFeatures[],
  features: readonly MaintenanceFeature[],
  seed: number | string,
): MaintenanceFeatures[] {
  const source = random(seed);
  const columns = features.map(
    (feature) => [feature, source.shuffle(rows.map((row) => row[feature]))] as const,
  );
  return rows.map((row, i) => ({
    ...row,
    ...Object.fromEntries(columns.map(([feature, values]) => [feature, values[i]])),
  }));
}

/** The share of the spread of the standardised features that lies between the clusters; null without any spread. */
export function varianceExplained({
  inertia,
  matrix,
}: Pick<MaintenanceStatuses, "inertia" | "matrix">): number | null {
  let total = 0;
  for (const value of matrix) total += value * value;
  return total === 0 ? null : 1 - inertia / total;
}
