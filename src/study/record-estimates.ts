import { type RecordEstimateOptions, recordEstimate } from "./record-estimate.js";

/**
 * Records several estimates of one unit and snapshot, each under its key, by the rules of `recordEstimate`:
 * `recordEstimates({ "gini-likes": likes, "gini-downloads": downloads }, { snapshot: hub })`.
 */
export function recordEstimates(
  estimates: Readonly<Record<string, Parameters<typeof recordEstimate>[1]>>,
  options: RecordEstimateOptions,
): void {
  for (const [name, estimate] of Object.entries(estimates)) recordEstimate(name, estimate, options);
}
