import { random } from "../../stats/random.js";
import { type CommitActivity, type CommitKind, commitActivities, commitKinds } from "../commit-kind.js";
import { bootstrapScore, type ScoreInterval } from "./bootstrap-score.js";
import {
  calibration,
  foldsByModel,
  groupBySha,
  idiomTraining,
  outOfFoldDecisions,
  softwareTraining,
} from "./hub-training.js";
import { activityByKeyword, kindsByKeyword } from "./keyword-rules.js";
import type { HubCommit, SoftwareCommit } from "./labelled-commits.js";
import { accuracy, f1, labelCounts, macroF1, microF1 } from "./scores.js";
import {
  decisionValues,
  defaultTraining,
  type TrainingCommit,
  type TrainingOptions,
  trainCommitModel,
} from "./train-commit-model.js";

type Kinds = ReadonlySet<CommitKind>;
const intents = commitKinds.filter((kind) => kind !== "none");

/** How messages of software projects are learnt: longer bodies, so the body speaks louder and features are NB-weighted. */
export const softwareTrainingOptions: TrainingOptions = {
  ...defaultTraining,
  scales: [1, 0.7, 0.5, 0.4, 1, 1],
  naiveBayes: 1,
  softwareMinimumCount: 2,
  outputs: "kinds",
};

export interface KindScores {
  readonly n: number;
  readonly microF1: ScoreInterval;
  readonly macroF1: ScoreInterval;
  readonly f1: Readonly<Record<string, ScoreInterval>>;
}

/** Micro-, macro- and each kind's F1 with intervals over the given groups of items. */
export function kindScores(
  predicted: readonly Kinds[],
  truth: readonly Kinds[],
  kinds: readonly CommitKind[],
  groups: readonly (readonly number[])[],
  seed: number,
): KindScores {
  const over = (score: (p: Kinds[], t: Kinds[]) => number) =>
    bootstrapScore(
      groups,
      (items) =>
        score(
          items.map((i) => predicted[i]!),
          items.map((i) => truth[i]!),
        ),
      seed,
    );
  return {
    n: truth.length,
    microF1: over((p, t) => microF1(p, t, kinds)),
    macroF1: over((p, t) => macroF1(p, t, kinds)),
    f1: Object.fromEntries(kinds.map((kind) => [kind, over((p, t) => f1(labelCounts(p, t, kind)))])),
  };
}

const alone = (n: number) => Array.from({ length: n }, (_, i) => [i]);

/** Kinds whose decision value exceeds the threshold, the largest where none does. */
export function kindsAbove(
  decisions: ArrayLike<number>,
  threshold: number,
  kinds: readonly CommitKind[],
): Kinds {
  const given = new Set(kinds.filter((_, k) => decisions[k]! > threshold));
  if (given.size > 0) return given;
  let best = 0;
  for (let k = 1; k < kinds.length; k++) if (decisions[k]! > decisions[best]!) best = k;
  return new Set([kinds[best]!]);
}

/** One training text a message, with the share of its copies that carry each kind. */
export function softwareTexts(
  commits: readonly SoftwareCommit[],
  weight = 1,
  domain: TrainingCommit["domain"] = "software",
): TrainingCommit[] {
  return [...groupBySha(commits).values()].map((copies) => ({
    text: copies[0]!.text,
    kinds: null,
    shares: commitKinds.map((kind) =>
      kind === "none" ? Number.NaN : copies.filter(({ kinds }) => kinds.has(kind)).length / copies.length,
    ),
    activity: null,
    weight,
    domain,
  }));
}

/** Trains on `training`, none of whose messages may be among the tested, and predicts the kinds of `tested`. */
export function trainAndPredict(
  training: readonly SoftwareCommit[],
  tested: readonly SoftwareCommit[],
  options: TrainingOptions = softwareTrainingOptions,
): { readonly predicted: Kinds[]; readonly threshold: number; readonly trainedOn: number } {
  const testedShas = new Set(tested.map(({ sha }) => sha));
  const shared = training.filter(({ sha }) => testedShas.has(sha));
  if (shared.length > 0)
    throw new Error(`${shared.length} messages lie in training and test, the first ${shared[0]!.sha}.`);
  const texts = softwareTexts(training);
  // The threshold for micro-F1 comes from folds of the training texts alone.
  const shuffled = random("threshold-folds").shuffle([...texts]);
  const held = shuffled.flatMap((_, i) => (i % 4 === 0 ? [i] : []));
  const rest = shuffled.filter((_, i) => i % 4 !== 0);
  const decisions = decisionValues(
    trainCommitModel(rest, options),
    held.map((i) => shuffled[i]!.text),
  );
  const heldTruth = held.map(
    (i) => new Set(intents.filter((kind) => shuffled[i]!.shares![commitKinds.indexOf(kind)]! >= 0.5)),
  );
  let threshold = 0;
  let best = -1;
  for (let t = -1.5; t <= 0.51; t += 0.1) {
    const score = microF1(
      decisions.map((d) => kindsAbove(d, t, intents)),
      heldTruth,
      intents,
    );
    if (score > best) {
      best = score;
      threshold = t;
    }
  }
  const model = trainCommitModel(texts, options);
  return {
    predicted: decisionValues(
      model,
      tested.map(({ text }) => text),
    ).map((d) => kindsAbove(d, threshold, intents)),
    threshold,
    trainedOn: texts.length,
  };
}

/** Kinds and activity as the shipped classifier would give them, from decision values and a calibration. */
function decide(
  decisions: Float64Array,
  { platt }: Pick<ReturnType<typeof calibration>, "platt">,
): { kinds: Kinds; activity: CommitActivity } {
  const odds = platt.map(([slope, intercept], k) => slope * decisions[k]! + intercept);
  const main = odds.indexOf(Math.max(...odds));
  const kinds =
    commitKinds[main] === "none"
      ? new Set<CommitKind>(["none"])
      : new Set(commitKinds.filter((kind, k) => k === main || (kind !== "none" && odds[k]! >= 0)));
  const activities = Array.from(decisions.subarray(commitKinds.length));
  return { kinds, activity: commitActivities[activities.indexOf(Math.max(...activities))]! };
}

/** Everything that `npm run evaluate` reports; aggregates only. */
export function evaluateClassifier(
  hub: readonly HubCommit[],
  software: readonly SoftwareCommit[],
  seed: number,
  say: (line: string) => void = () => {},
) {
  const sarwar = software.filter(({ source }) => source === "sarwar");
  const sarwarShas = new Set(sarwar.map(({ sha }) => sha));
  const others = software.filter(({ sha }) => !sarwarShas.has(sha));

  say("software: trained without Sarwar et al.");
  const across = trainAndPredict(others, sarwar);
  const sarwarTruth = sarwar.map(({ kinds }) => kinds);
  const scoreSarwar = (tested: readonly SoftwareCommit[], predicted: readonly Kinds[]) =>
    kindScores(
      predicted,
      tested.map(({ kinds }) => kinds),
      intents,
      alone(tested.length),
      seed,
    );

  say("software: Sarwar et al.'s own split");
  const ownTest = sarwar.filter(({ split }) => split === "test");
  const testShas = new Set(ownTest.map(({ sha }) => sha));
  const ownTraining = sarwar.filter(({ split, sha }) => split !== "test" && !testShas.has(sha));
  const own = trainAndPredict(ownTraining, ownTest);
  say("software: learning curve");
  const shuffled = random("learning-curve").shuffle([...ownTraining]);
  const curve = [0.25, 0.5, 1].map((share) => {
    const part = share === 1 ? ownTraining : shuffled.slice(0, Math.round(share * shuffled.length));
    const { predicted } = share === 1 ? own : trainAndPredict(part, ownTest);
    return {
      trainedOn: part.length,
      microF1: microF1(
        predicted,
        ownTest.map(({ kinds }) => kinds),
        intents,
      ),
    };
  });
  const withOthers = trainAndPredict([...ownTraining, ...others], ownTest);

  say("the Hub: cross-validation by model");
  const foldOf = foldsByModel(hub, 10, seed);
  const additions = [...idiomTraining(seed), ...softwareTraining(software)];
  const full = hubScores(hub, outOfFoldDecisions(hub, additions, foldOf), foldOf, seed);
  say("the Hub: without the invented idioms");
  const withoutIdioms = hubScores(hub, outOfFoldDecisions(hub, [], foldOf), foldOf, seed);

  return {
    seed,
    software: {
      withoutSarwar: {
        trainedOn: across.trainedOn,
        threshold: across.threshold,
        ...scoreSarwar(sarwar, across.predicted),
      },
      withoutSarwarKeywords: scoreSarwar(
        sarwar,
        sarwar.map(({ text }) => intentsOnly(kindsByKeyword(text))),
      ),
      withoutSarwarMajority: scoreSarwar(sarwar, majority(sarwarTruth)),
      ownSplit: {
        trainedOn: own.trainedOn,
        threshold: own.threshold,
        ...scoreSarwar(ownTest, own.predicted),
      },
      ownSplitWithOtherSources: {
        trainedOn: withOthers.trainedOn,
        ...scoreSarwar(ownTest, withOthers.predicted),
      },
      ownSplitLearningCurve: curve,
      ownSplitPublished: { microF1: 0.87, source: "Sarwar et al. 2020, fine-tuned DistilBERT" },
      labellersAgainstLabellers: labellerAgreement(software),
    },
    hub: {
      models: new Set(hub.map(({ modelId }) => modelId)).size,
      ...full,
      withoutIdioms: { kinds: withoutIdioms.kinds, activityAccuracy: withoutIdioms.activityAccuracy },
      keywords: hubBaseline(
        hub,
        hub.map(({ text }) => ({ kinds: kindsByKeyword(text), activity: activityByKeyword(text) })),
        seed,
      ),
      majority: hubBaseline(
        hub,
        hub.map(() => ({ kinds: new Set<CommitKind>(["perfective"]), activity: "card" as const })),
        seed,
      ),
      annotators: annotatorAgreement(hub, seed),
    },
  };
}

function intentsOnly(kinds: Kinds): Kinds {
  return new Set([...kinds].filter((kind) => kind !== "none"));
}

function majority(truth: readonly Kinds[]): Kinds[] {
  const count = (kind: CommitKind) => truth.filter((kinds) => kinds.has(kind)).length;
  const most = [...intents].sort((a, b) => count(b) - count(a))[0]!;
  return truth.map(() => new Set([most]));
}

function byModel(hub: readonly HubCommit[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [i, { modelId }] of hub.entries()) {
    const group = groups.get(modelId);
    if (group) group.push(i);
    else groups.set(modelId, [i]);
  }
  return [...groups.values()];
}

interface Decision {
  readonly kinds: Kinds;
  readonly activity: CommitActivity;
}

function hubBaseline(hub: readonly HubCommit[], decided: readonly Decision[], seed: number) {
  const groups = byModel(hub);
  return {
    kinds: kindScores(
      decided.map(({ kinds }) => kinds),
      hub.map(({ kinds }) => kinds),
      commitKinds,
      groups,
      seed,
    ),
    activityAccuracy: bootstrapScore(
      groups,
      (items) =>
        accuracy(
          items.map((i) => decided[i]!.activity),
          items.map((i) => hub[i]!.activity),
        ),
      seed,
    ),
  };
}

function hubScores(
  hub: readonly HubCommit[],
  decisions: readonly Float64Array[],
  foldOf: readonly number[],
  seed: number,
) {
  // Each fold's calibration comes from the other folds.
  const calibrations = new Map(
    [...new Set(foldOf)].map((fold) => {
      const rest = hub.flatMap((_, i) => (foldOf[i] === fold ? [] : [i]));
      return [
        fold,
        calibration(
          rest.map((i) => hub[i]!),
          rest.map((i) => decisions[i]!),
        ),
      ] as const;
    }),
  );
  const decided = decisions.map((d, i) => decide(d, calibrations.get(foldOf[i]!)!));
  const strata = (["prevalence", "distinct"] as const).map((stratum) => {
    const items = hub.flatMap((commit, i) => (commit.stratum === stratum ? [i] : []));
    return [
      stratum,
      hubBaseline(
        items.map((i) => hub[i]!),
        items.map((i) => decided[i]!),
        seed,
      ),
    ] as const;
  });
  return {
    ...hubBaseline(hub, decided, seed),
    activityF1: Object.fromEntries(
      commitActivities.map((activity) => [
        activity,
        f1(
          labelCounts(
            decided.map((d) => new Set([d.activity])),
            hub.map((c) => new Set([c.activity])),
            activity,
          ),
        ),
      ]),
    ),
    calibrationError: calibrationError(hub, decisions, foldOf, calibrations),
    strata: Object.fromEntries(strata),
    confusion: confusions(hub, decided),
  };
}

/** Mean |share correct - mean probability| over ten equal bins, weighted, over all kinds' decisions. */
function calibrationError(
  hub: readonly HubCommit[],
  decisions: readonly Float64Array[],
  foldOf: readonly number[],
  calibrations: ReadonlyMap<number, ReturnType<typeof calibration>>,
): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, yes: 0, p: 0 }));
  for (const [i, d] of decisions.entries())
    for (const [k, [slope, intercept]] of calibrations.get(foldOf[i]!)!.platt.entries()) {
      const p = 1 / (1 + Math.exp(-(slope * d[k]! + intercept)));
      const bin = bins[Math.min(9, Math.floor(p * 10))]!;
      bin.n++;
      bin.p += p;
      bin.yes += Number(hub[i]!.kinds.has(commitKinds[k]!));
    }
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  return bins.reduce((sum, bin) => sum + Math.abs(bin.yes - bin.p), 0) / n;
}

/** Confusion in the prevalence sample, rows true and columns predicted: per kind (yes, no), and of activities. */
function confusions(hub: readonly HubCommit[], decided: readonly Decision[]) {
  const items = hub.flatMap((commit, i) => (commit.stratum === "prevalence" ? [i] : []));
  const count = (test: (i: number) => boolean) => items.filter(test).length;
  return {
    sample: "out-of-fold predictions for the commits of stratum prevalence",
    n: items.length,
    kinds: Object.fromEntries(
      commitKinds.map((kind) => [
        kind,
        [true, false].map((is) =>
          [true, false].map((says) =>
            count((i) => hub[i]!.kinds.has(kind) === is && decided[i]!.kinds.has(kind) === says),
          ),
        ),
      ]),
    ),
    activities: commitActivities.map((is) =>
      commitActivities.map((says) => count((i) => hub[i]!.activity === is && decided[i]!.activity === says)),
    ),
  };
}

function annotatorAgreement(hub: readonly HubCommit[], seed: number) {
  return Object.fromEntries(
    [0, 1].map((who) => [
      who === 0 ? "a against the agreed codes" : "b against the agreed codes",
      hubBaseline(
        hub,
        hub.map(({ annotators }) => annotators[who]!),
        seed,
      ),
    ]),
  );
}

/**
 * How well one set of labellers predicts another on the same messages: the ceiling that label noise sets. Messages of
 * Levin and Yehudai that were labelled again for Amit and Feitelson's study.
 */
function labellerAgreement(software: readonly SoftwareCommit[]) {
  const first = groupBySha(software.filter(({ source }) => source === "levin-yehudai-1151"));
  const again = groupBySha(software.filter(({ source }) => source === "amit-feitelson-stas-labeling2"));
  const pairs = [...again].flatMap(([sha, copies]) =>
    first.has(sha) ? [[copies[0]!, first.get(sha)![0]!]] : [],
  );
  return kindScores(
    pairs.map(([second]) => second!.kinds),
    pairs.map(([, original]) => original!.kinds),
    intents,
    alone(pairs.length),
    1,
  );
}

export type ClassifierEvaluation = ReturnType<typeof evaluateClassifier>;
