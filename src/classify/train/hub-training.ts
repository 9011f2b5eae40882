import { random } from "../../stats/random.js";
import { commitActivities, commitKinds } from "../commit-kind.js";
import { packInt16, packInt32, type StoredCommitModel } from "../commit-model.js";
import { plattScaling, softmaxTemperature } from "./calibrate.js";
import { idioms } from "./idioms.js";
import { type HubCommit, messageSha, type SoftwareCommit } from "./labelled-commits.js";
import {
  decisionValues,
  defaultTraining,
  type LinearCommitModel,
  type TrainingCommit,
  type TrainingOptions,
  trainCommitModel,
} from "./train-commit-model.js";

/** Weights of the shipped model's three sources; a labelled Hub commit weighs 1. */
export const sourceWeights = { idiom: 1, software: 0.05 } as const;

/** Each labelled Hub commit twice at half weight, with its position and without: the classifier must do without it. */
export function hubTraining(commits: readonly HubCommit[]): TrainingCommit[] {
  return commits.flatMap(({ text, kinds, activity }) =>
    [text, { ...text, position: null }].map((variant) => ({
      text: variant,
      kinds,
      activity,
      weight: 0.5,
      domain: "hub" as const,
    })),
  );
}

export function idiomTraining(seed: number): TrainingCommit[] {
  return idioms(seed, 2).map((idiom) => ({ ...idiom, weight: sourceWeights.idiom, domain: "hub" }));
}

/**
 * Software commits, one a message, taught to the corrective output alone: a repair reads alike in both worlds, while
 * "adaptive" is a new feature in the software studies and a new environment in the Hub's codebook.
 */
export function softwareTraining(commits: readonly SoftwareCommit[]): TrainingCommit[] {
  return [...groupBySha(commits).values()].map((copies) => ({
    text: copies[0]!.text,
    kinds: null,
    shares: commitKinds.map((kind) =>
      kind === "corrective"
        ? copies.filter(({ kinds }) => kinds.has(kind)).length / copies.length
        : Number.NaN,
    ),
    activity: null,
    weight: sourceWeights.software,
    domain: "software",
  }));
}

export function groupBySha<T extends { readonly sha: string }>(commits: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const commit of commits) {
    const group = groups.get(commit.sha);
    if (group) group.push(commit);
    else groups.set(commit.sha, [commit]);
  }
  return groups;
}

const pullRequest = /\(#\d+\)\s*$/;

/** Fold of every Hub commit: whole models, shuffled by seed, so that no model is in training and test. */
export function foldsByModel(commits: readonly HubCommit[], folds: number, seed: number): number[] {
  const models = random(`folds/${seed}`).shuffle([...new Set(commits.map(({ modelId }) => modelId))].sort());
  const foldOf = new Map(models.map((model, i) => [model, i % folds]));
  return commits.map(({ modelId }) => foldOf.get(modelId)!);
}

/**
 * Decision values for every Hub commit from a model that saw nothing of its repository, nor any other source's text whose
 * title reads like one that is tested. Positions are withheld.
 */
export function outOfFoldDecisions(
  commits: readonly HubCommit[],
  others: readonly TrainingCommit[],
  foldOf: readonly number[],
  options: TrainingOptions = defaultTraining,
): Float64Array[] {
  const decisions: Float64Array[] = new Array(commits.length);
  const titleShas = others.map(({ text }) => messageSha(text.title.replace(pullRequest, "")));
  for (const fold of new Set(foldOf)) {
    const held = commits.flatMap((_, i) => (foldOf[i] === fold ? [i] : []));
    const tested = new Set(held.map((i) => messageSha(commits[i]!.text.title.replace(pullRequest, ""))));
    const model = trainCommitModel(
      [
        ...hubTraining(commits.filter((_, i) => foldOf[i] !== fold)),
        ...others.filter((_, i) => titleShas[i] === null || !tested.has(titleShas[i]!)),
      ],
      options,
    );
    const values = decisionValues(
      model,
      held.map((i) => ({ ...commits[i]!.text, position: null })),
    );
    for (const [j, i] of held.entries()) decisions[i] = values[j]!;
  }
  return decisions;
}

/** The calibration that out-of-fold decisions give. */
export function calibration(
  commits: readonly HubCommit[],
  decisions: readonly Float64Array[],
): Pick<StoredCommitModel, "platt" | "temperature"> {
  return {
    platt: commitKinds.map((kind, k) =>
      plattScaling(
        decisions.map((d) => d[k]!),
        commits.map(({ kinds }) => kinds.has(kind)),
      ),
    ),
    temperature: softmaxTemperature(
      decisions.map((d) => d.subarray(commitKinds.length)),
      commits.map(({ activity }) => commitActivities.indexOf(activity)),
    ),
  };
}

/** Weights below this in every output are not stored. */
const leastWeight = 0.02;

/** A trained model with its calibration in the form that ships. */
export function storeCommitModel(
  model: LinearCommitModel,
  { platt, temperature }: Pick<StoredCommitModel, "platt" | "temperature">,
  seed: number,
): StoredCommitModel {
  const kept = [...model.columns]
    .filter(([, column]) => model.weights.some((weights) => Math.abs(weights[column]!) >= leastWeight))
    .sort(([a], [b]) => a - b);
  const units = model.weights.map(
    (weights) => Math.max(1e-9, ...kept.map(([, column]) => Math.abs(weights[column]!))) / 32767,
  );
  const packed = new Int16Array(kept.length * model.weights.length);
  for (const [row, [, column]] of kept.entries())
    for (const [o, weights] of model.weights.entries())
      packed[row * model.weights.length + o] = Math.round(weights[column]! / units[o]!);
  return {
    format: "hub-evolution/commit-kinds",
    version: 1,
    seed,
    outputs: model.outputs,
    scales: model.scales,
    biases: model.biases,
    units,
    platt,
    thresholds: commitKinds.map(() => 0.5),
    temperature,
    hashes: packInt32(kept.map(([hash]) => hash)),
    weights: packInt16(packed),
  };
}

/** Trains the model that ships: labelled Hub commits, invented idioms and, for the corrective output, software commits. */
export function trainShippedModel(
  hub: readonly HubCommit[],
  software: readonly SoftwareCommit[],
  seed: number,
  folds = 10,
): StoredCommitModel {
  const others = [...idiomTraining(seed), ...softwareTraining(software)];
  const decisions = outOfFoldDecisions(hub, others, foldsByModel(hub, folds, seed));
  const model = trainCommitModel([...hubTraining(hub), ...others]);
  return storeCommitModel(model, calibration(hub, decisions), seed);
}
