import { readFileSync } from "node:fs";
import type { CommitClassification } from "./classify-commit.js";
import { type CommitKind, commitKinds } from "./commit-kind.js";
import { correctedPrevalence, type PrevalenceInput, type PrevalenceShare } from "./corrected-prevalence.js";
import type { ClassifierEvaluation } from "./train/evaluate.js";

let read: ClassifierEvaluation | undefined;

/** The scores of the shipped classifier as `npm run evaluate` last wrote them: intervals, baselines and confusions. */
export function classifierEvaluation(): ClassifierEvaluation {
  read ??= JSON.parse(
    readFileSync(new URL("../../data/results/classify-evaluation.json", import.meta.url), "utf8"),
  ) as ClassifierEvaluation;
  return read;
}

/**
 * The share of commits of each kind in a population that the shipped classifier has classified, corrected for the
 * confusion that it shows on the labelled prevalence sample, with an interval. A commit may be of two kinds, so each kind
 * is counted by itself (kind or not) and the shares may sum to more than 1. An empty population has NaN shares.
 */
export function kindPrevalence(
  classified: readonly Pick<CommitClassification, "kinds">[],
  options: Pick<PrevalenceInput, "seed" | "sample" | "resamples" | "level">,
): Record<CommitKind, PrevalenceShare> {
  const { kinds } = classifierEvaluation().hub.confusion;
  return Object.fromEntries(
    commitKinds.map((kind) => {
      const yes = classified.filter((commit) => commit.kinds.includes(kind)).length;
      const predicted = [yes, classified.length - yes];
      return [kind, correctedPrevalence({ ...options, predicted, confusion: kinds[kind]! })[0]!];
    }),
  ) as Record<CommitKind, PrevalenceShare>;
}
