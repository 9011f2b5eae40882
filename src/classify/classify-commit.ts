import {
  type CommitActivity,
  type CommitKind,
  type CommitText,
  commitActivities,
  commitKinds,
} from "./commit-kind.js";
import { type CommitModel, shippedCommitModel } from "./commit-model.js";

export interface CommitClassification {
  /** What the commit was for, the main kind first (a repair, else the likeliest); never empty, and `none` only alone. */
  readonly kinds: readonly CommitKind[];
  readonly activity: CommitActivity;
  /** Calibrated probabilities: of each kind by itself, and of the activities, which sum to 1. */
  readonly scores: Readonly<Record<CommitKind | CommitActivity, number>>;
  /** The n-grams and conventions that decided, in words; empty where not asked for. */
  readonly because: readonly string[];
}

export interface ClassifyOptions {
  /** Whether to fill `because`; the default is true. Without, a title takes a few microseconds. */
  readonly explain?: boolean;
  /** A model other than the shipped one. */
  readonly model?: CommitModel;
}

/**
 * What a commit to a model repository was for (corrective, adaptive, perfective or none; more than one where the text
 * names more than one) and what it worked on, from its title and message and, where known, its position in the
 * repository and the files it touched. A linear model over word and character n-grams, a lexicon's concepts and the
 * Hub's conventions; trained weights ship with the package (see data/commit-kinds-model-card.md for scores and limits).
 *
 * Reads at most 400 characters of the title and 4,000 of the message, in time linear in those. Where there is no letter
 * and no digit to read (an empty message, emoji alone, control characters) and no file is known, the answer is `none` and
 * `unclear`, by rule.
 */
export function classifyCommit(commit: CommitText, options: ClassifyOptions = {}): CommitClassification {
  return classifyWith(options.model ?? shippedCommitModel(), commit, options.explain ?? true);
}

const kindCount = commitKinds.length;
const outputNames: readonly (CommitKind | CommitActivity)[] = [...commitKinds, ...commitActivities];
const none = commitKinds.indexOf("none");
const corrective = commitKinds.indexOf("corrective");

function classifyWith(model: CommitModel, commit: CommitText, explain: boolean): CommitClassification {
  model.score(commit);
  if (model.features.letters === 0 && !(commit.files && commit.files.length > 0))
    return nothingToRead(explain);
  const { scores, logOdds, margins, slopes, intercepts, temperature } = model;

  // The main kind is the one farthest above its threshold in log-odds: comparable where thresholds differ.
  let main = 0;
  for (let k = 0; k < kindCount; k++) {
    logOdds[k] = slopes[k]! * scores[k]! + intercepts[k]!;
    if (logOdds[k]! - margins[k]! > logOdds[main]! - margins[main]!) main = k;
  }
  const chosen = [main];
  if (main !== none)
    for (let k = 0; k < none; k++) if (k !== main && logOdds[k]! >= margins[k]!) chosen.push(k);
  // A repair comes first, as in the codebook's examples and all labelled commits of two kinds; the rest by likelihood.
  if (chosen.length > 1)
    chosen.sort((a, b) => Number(b === corrective) - Number(a === corrective) || logOdds[b]! - logOdds[a]!);
  const kinds: CommitKind[] = [];
  for (const k of chosen) kinds.push(commitKinds[k]!);

  let activity = kindCount;
  for (let a = kindCount; a < scores.length; a++) if (scores[a]! > scores[activity]!) activity = a;
  const top = scores[activity]!;
  let sum = 0;
  for (let a = kindCount; a < scores.length; a++) {
    logOdds[a] = Math.exp((scores[a]! - top) / temperature);
    sum += logOdds[a]!;
  }
  return {
    kinds,
    activity: commitActivities[activity - kindCount]!,
    scores: {
      corrective: 1 / (1 + Math.exp(-logOdds[0]!)),
      adaptive: 1 / (1 + Math.exp(-logOdds[1]!)),
      perfective: 1 / (1 + Math.exp(-logOdds[2]!)),
      none: 1 / (1 + Math.exp(-logOdds[3]!)),
      create: logOdds[4]! / sum,
      weights: logOdds[5]! / sum,
      format: logOdds[6]! / sum,
      card: logOdds[7]! / sum,
      config: logOdds[8]! / sum,
      code: logOdds[9]! / sum,
      housekeeping: logOdds[10]! / sum,
      unclear: logOdds[11]! / sum,
    },
    because: explain ? reasons(model, [...chosen, activity]) : [],
  };
}

/** Classifies many commits, in order. `explain: false` is several times faster. */
export function classifyCommits(
  commits: readonly CommitText[],
  options: ClassifyOptions = {},
): CommitClassification[] {
  const model = options.model ?? shippedCommitModel();
  const explain = options.explain ?? true;
  return commits.map((commit) => classifyWith(model, commit, explain));
}

const reasonsPerOutput = 3;

function reasons(model: CommitModel, outputs: readonly number[]): string[] {
  return outputs.flatMap((output) =>
    model
      .contributions(output)
      .filter(({ weight }) => weight > 0.05)
      .slice(0, reasonsPerOutput)
      .map(({ what, weight }) => `${outputNames[output]}: ${what} (+${weight.toFixed(2)})`),
  );
}

function nothingToRead(explain: boolean): CommitClassification {
  return {
    kinds: ["none"],
    activity: "unclear",
    scores: {
      corrective: 0,
      adaptive: 0,
      perfective: 0,
      none: 1,
      create: 0,
      weights: 0,
      format: 0,
      card: 0,
      config: 0,
      code: 0,
      housekeeping: 0,
      unclear: 1,
    },
    because: explain ? ["none: there is no letter and no digit to read"] : [],
  };
}
