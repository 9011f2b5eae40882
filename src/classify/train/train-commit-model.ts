import {
  type CommitActivity,
  type CommitKind,
  type CommitText,
  commitActivities,
  commitKinds,
} from "../commit-kind.js";
import { fitLogistic } from "./fit-logistic.js";
import { chooseColumns, type GroupScales, type SparseRows, sparseRows } from "./sparse-rows.js";

/** A text to learn from. Codes that a source does not give are null and teach nothing. */
export interface TrainingCommit {
  readonly text: CommitText;
  readonly kinds: ReadonlySet<CommitKind> | null;
  readonly activity: CommitActivity | null;
  /** Share of the labels that say yes, where copies of a text are labelled differently; overrides `kinds`. */
  readonly shares?: readonly number[];
  readonly weight: number;
  /** Where the text comes from: "software" texts share what they teach, and keep what holds only for software. */
  readonly domain: "hub" | "software";
}

export interface TrainingOptions {
  /** Inverse penalty of the kinds' and the activities' regressions. */
  readonly kindC: number;
  readonly activityC: number;
  readonly scales: GroupScales;
  /** A feature needs this many texts of the Hub, or this many of software. */
  readonly minimumCount: number;
  readonly softwareMinimumCount: number;
  /** NB-SVM (Wang and Manning 2012): features are weighted by this power of their log-count ratio; 0 leaves them. */
  readonly naiveBayes: number;
  readonly outputs?: "kinds" | "all";
}

export const defaultTraining: TrainingOptions = {
  kindC: 1,
  activityC: 1,
  scales: [1, 0.7, 0.5, 0.4, 0.5, 1],
  minimumCount: 2,
  softwareMinimumCount: 6,
  naiveBayes: 0,
};

/** A linear model before it is stored: one column of weights an output, kinds first, then activities. */
export interface LinearCommitModel {
  readonly columns: ReadonlyMap<number, number>;
  readonly scales: GroupScales;
  readonly outputs: readonly string[];
  readonly weights: readonly Float64Array[];
  readonly biases: readonly number[];
}

/**
 * One logistic regression an output over the hashed features. Domains share weights and each keeps its own besides
 * ("frustratingly easy" domain adaptation, Daumé 2007): the model returned is the Hub's, shared plus own, or for texts of
 * software alone theirs.
 */
export function trainCommitModel(
  commits: readonly TrainingCommit[],
  options: TrainingOptions = defaultTraining,
): LinearCommitModel {
  const texts = commits.map(({ text }) => text);
  const columns = new Map<number, number>();
  for (const domain of ["hub", "software"] as const) {
    const own = commits.filter((commit) => commit.domain === domain).map(({ text }) => text);
    const least = domain === "hub" ? options.minimumCount : options.softwareMinimumCount;
    for (const hash of chooseColumns(own, least).keys())
      if (!columns.has(hash)) columns.set(hash, columns.size);
  }
  const x = sparseRows(texts, columns, options.scales);
  const rowWeights = commits.map(({ weight }) => weight);
  const outputs = options.outputs === "kinds" ? commitKinds : [...commitKinds, ...commitActivities];
  const weights: Float64Array[] = [];
  const biases: number[] = [];
  for (const [o, output] of outputs.entries()) {
    const targets = commits.map(({ kinds, activity, shares }) =>
      o < commitKinds.length
        ? shares
          ? shares[o]!
          : kinds === null
            ? Number.NaN
            : Number(kinds.has(output as CommitKind))
        : activity === null
          ? Number.NaN
          : Number(activity === output),
    );
    const mixed =
      new Set(commits.filter((_, r) => !Number.isNaN(targets[r]!)).map(({ domain }) => domain)).size > 1;
    const ratios = options.naiveBayes > 0 ? logCountRatios(x, targets, rowWeights, options.naiveBayes) : null;
    const scaled = ratios ? scaleColumns(x, ratios) : x;
    const rows = mixed ? augmented(scaled, commits) : scaled;
    const fit = fitLogistic(rows, targets, rowWeights, {
      C: o < commitKinds.length ? options.kindC : options.activityC,
    });
    const own = new Float64Array(x.columns);
    for (let c = 0; c < x.columns; c++)
      own[c] = (fit.weights[c]! + (mixed ? fit.weights[x.columns + c]! : 0)) * (ratios ? ratios[c]! : 1);
    weights.push(own);
    biases.push(fit.bias + (mixed ? fit.weights[3 * x.columns]! : 0));
  }
  return { columns, scales: options.scales, outputs, weights, biases };
}

/** Decision values of every output for every text. */
export function decisionValues(model: LinearCommitModel, texts: readonly CommitText[]): Float64Array[] {
  const x = sparseRows(texts, model.columns, model.scales);
  return texts.map((_, r) => {
    const scores = Float64Array.from(model.biases);
    for (let k = x.offsets[r]!; k < x.offsets[r + 1]!; k++)
      for (let o = 0; o < scores.length; o++) scores[o]! += model.weights[o]![x.indices[k]!]! * x.values[k]!;
    return scores;
  });
}

/** Columns once for all, once for the Hub, once for software; two more columns carry the domains' own biases. */
function augmented(x: SparseRows, commits: readonly TrainingCommit[]): SparseRows {
  const offsets = new Int32Array(x.rows + 1);
  const size = 2 * x.indices.length + x.rows;
  const indices = new Int32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  for (let r = 0; r < x.rows; r++) {
    const software = commits[r]!.domain === "software";
    const shift = software ? 2 * x.columns : x.columns;
    for (let k = x.offsets[r]!; k < x.offsets[r + 1]!; k++) {
      indices[at] = x.indices[k]!;
      values[at++] = x.values[k]!;
      indices[at] = x.indices[k]! + shift;
      values[at++] = x.values[k]!;
    }
    indices[at] = 3 * x.columns + (software ? 1 : 0);
    values[at++] = 3;
    offsets[r + 1] = at;
  }
  return {
    rows: x.rows,
    columns: 3 * x.columns + 2,
    offsets,
    indices: indices.subarray(0, at),
    values: values.subarray(0, at),
    hashes: x.hashes,
  };
}

function scaleColumns(x: SparseRows, factors: Float64Array): SparseRows {
  return { ...x, values: x.values.map((value, k) => value * factors[x.indices[k]!]!) };
}

/** |log((p + 1) / (q + 1))| with p and q the normalised counts among yes and no, to a power, scaled to mean 1. */
function logCountRatios(
  x: SparseRows,
  targets: readonly number[],
  rowWeights: readonly number[],
  power: number,
): Float64Array {
  const yes = new Float64Array(x.columns).fill(1);
  const no = new Float64Array(x.columns).fill(1);
  for (let r = 0; r < x.rows; r++) {
    const y = targets[r]!;
    if (Number.isNaN(y)) continue;
    for (let k = x.offsets[r]!; k < x.offsets[r + 1]!; k++) {
      yes[x.indices[k]!]! += y * rowWeights[r]!;
      no[x.indices[k]!]! += (1 - y) * rowWeights[r]!;
    }
  }
  const sum = (a: Float64Array) => a.reduce((total, value) => total + value, 0);
  const yesTotal = sum(yes);
  const noTotal = sum(no);
  const ratios = new Float64Array(x.columns);
  for (let c = 0; c < x.columns; c++)
    ratios[c] = Math.abs(Math.log(yes[c]! / yesTotal / (no[c]! / noTotal))) ** power + 0.1;
  const mean = sum(ratios) / Math.max(1, x.columns);
  return ratios.map((ratio) => ratio / mean);
}
