import { dayMs } from "../classify/index.js";
import { random } from "../stats/index.js";
import type { ModelPlan } from "./plan-model.js";
import type { HubSettings } from "./settings.js";

export interface PlantedFailure {
  readonly modelId: string;
  readonly wanted: "info" | "commits" | "files" | "card";
  readonly status: number | null;
  readonly reason: string;
  readonly detail: string;
  readonly atMs: number;
  readonly attempts: number;
}

/** Chances that something of a model that still exists could not be had, gated models aside, which refuse all of it. */
export const failureShares = { info: 0.02, commits: 0.01, files: 0.015, card: 0.01 } as const;

const troubles = [
  {
    status: 429,
    reason: "rate-limited",
    detail: "the limit was still used up after the last attempt",
    attempts: 5,
  },
  { status: null, reason: "truncated", detail: "the answer ended early", attempts: 3 },
  { status: 200, reason: "malformed", detail: "the answer is not JSON", attempts: 1 },
  { status: 200, reason: "too-large", detail: "the answer is larger than the limit", attempts: 1 },
] as const;

/** What could not be had of a planned model, at most once a thing. */
export function plantFailures(settings: HubSettings, plan: ModelPlan): PlantedFailure[] {
  const chance = random(`${settings.seed}/failure/${plan.index}`);
  const asOf = settings.asOfMs;
  const at = () => asOf - Math.floor((chance.next() * dayMs) / 1000) * 1000 - 1000;
  const wanted = ["info", "commits", "files", "card"] as const;
  if (plan.gated) {
    return wanted.slice(1).map((thing) => ({
      modelId: plan.id,
      wanted: thing,
      status: 401,
      reason: "gated",
      detail: "access must be asked for",
      atMs: at(),
      attempts: 1,
    }));
  }
  return wanted.flatMap((thing) => {
    if (chance.next() >= failureShares[thing]) return [];
    const trouble = troubles[chance.int(troubles.length)]!;
    return [{ modelId: plan.id, wanted: thing, ...trouble, atMs: at() }];
  });
}

/** A deleted model: it left the census, and asking for it is a failure. */
export interface DeletedModel {
  readonly modelId: string;
  readonly createdMs: number;
  readonly deletedMs: number;
}

/** Chance that a deleted model's name now leads elsewhere, and that it went private instead. */
export const goneShares = { renamed: 0.12, private: 0.15 } as const;

/** Turns a plan into one that was deleted (renamed, made private) between its creation and asOf. */
export function plantDeletion(
  settings: HubSettings,
  plan: ModelPlan,
): { deleted: DeletedModel; failure: PlantedFailure } {
  const chance = random(`${settings.seed}/deletion/${plan.index}`);
  const asOf = settings.asOfMs;
  const deletedMs = plan.createdMs + Math.floor((chance.next() * (asOf - plan.createdMs)) / 1000) * 1000;
  const kind = chance.next();
  const [status, reason, detail] =
    kind < goneShares.renamed
      ? ([307, "renamed", "the name leads to another"] as const)
      : kind < goneShares.renamed + goneShares.private
        ? ([401, "private", "no longer public"] as const)
        : ([404, "deleted", "no such repository"] as const);
  return {
    deleted: { modelId: plan.id, createdMs: plan.createdMs, deletedMs },
    failure: {
      modelId: plan.id,
      wanted: "info",
      status,
      reason,
      detail,
      atMs: asOf - 1000 * (1 + chance.int(86_000)),
      attempts: 1,
    },
  };
}
