import { type RecordOptions, record } from "./record.js";

/**
 * Records several values without an interval that rest on the same observations, each under its key, by the rules of
 * `record`: `recordValues({ groups, modularity }, { n: network.weights.length, snapshot: hub })`.
 */
export function recordValues(
  values: Readonly<Record<string, Parameters<typeof record>[1]>>,
  options: Omit<RecordOptions, "low" | "high">,
): void {
  for (const [name, value] of Object.entries(values)) record(name, value, options);
}
