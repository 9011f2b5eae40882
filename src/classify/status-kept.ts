import { type Share, share } from "../stats/index.js";

interface Statuses {
  /** One a model, null where it has none. */
  readonly statuses: readonly (string | null)[];
}

interface NamedModel {
  readonly modelId: string;
}

/**
 * The share of models with the same status at two times, of those that had one at both; null without such. Each list of
 * statuses is in the order of its models.
 */
export function statusKept(
  before: readonly NamedModel[],
  then: Statuses,
  now: readonly NamedModel[],
  today: Statuses,
): Share | null {
  const was = new Map(before.map(({ modelId }, i) => [modelId, then.statuses[i] ?? null]));
  const pairs = now
    .map(({ modelId }, i) => [was.get(modelId) ?? null, today.statuses[i] ?? null])
    .filter(([a, b]) => a !== null && b !== null);
  return share(pairs.filter(([a, b]) => a === b).length, pairs.length);
}
