import { readFileSync } from "node:fs";
import { CommitFeatures, featureGroups, normalisedGroups } from "./commit-features.js";
import { type CommitText, commitActivities, commitKinds } from "./commit-kind.js";

/** The classifier as it is stored: one JSON file, its arrays in base64 (little-endian). */
export interface StoredCommitModel {
  readonly format: "hub-evolution/commit-kinds";
  readonly version: number;
  readonly seed: number;
  /** Kinds first, then activities. */
  readonly outputs: readonly string[];
  /** Weight of each feature group before training. */
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  /** Units of the stored weights, an output each. */
  readonly units: readonly number[];
  /** Slope and intercept of each kind's probability (Platt 1999) over its decision value. */
  readonly platt: readonly (readonly [number, number])[];
  /** Probability from which a kind is given. */
  readonly thresholds: readonly number[];
  /** Decision values of the activities are divided by this before the softmax. */
  readonly temperature: number;
  /** Hashes of the features, int32. */
  readonly hashes: string;
  /** Weights of the features in units, int16, all outputs of a feature together. */
  readonly weights: string;
}

export const outputCount = commitKinds.length + commitActivities.length;

/** A trained classifier, ready to score texts. Not safe to share between threads: it fills its own buffers. */
export class CommitModel {
  /** Slope and intercept of each kind's log-odds over its decision value. */
  readonly slopes: Float64Array;
  readonly intercepts: Float64Array;
  /** Log-odds from which a kind is given. */
  readonly margins: Float64Array;
  readonly temperature: number;
  readonly features = new CommitFeatures();
  /** Decision values of the last text, kinds first. */
  readonly scores = new Float64Array(outputCount);
  /** Room for what is worked out from `scores`. */
  readonly logOdds = new Float64Array(outputCount);
  /** Open addressing, hash and row side by side so that a look-up touches one cache line; row -1 is empty. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #weights: Float32Array;
  readonly #biases: Float64Array;
  readonly #scales: readonly number[];
  readonly #factors = new Float64Array(featureGroups.length);

  /** Throws where the stored model is of another format or version, or its arrays do not fit. */
  constructor(stored: StoredCommitModel) {
    if (stored.format !== "hub-evolution/commit-kinds" || stored.version !== 1)
      throw new Error(
        `Unknown commit model ${stored.format} version ${stored.version}: expected hub-evolution/commit-kinds version 1. Train it again with npm run train.`,
      );
    if (stored.outputs.join() !== [...commitKinds, ...commitActivities].join())
      throw new Error(
        `The commit model has outputs ${stored.outputs.join()}: train it again with npm run train.`,
      );
    const hashes = int32(stored.hashes);
    const packed = int16(stored.weights);
    if (packed.length !== hashes.length * outputCount)
      throw new Error(
        `The commit model holds ${packed.length} weights for ${hashes.length} features: it is cut.`,
      );
    this.slopes = Float64Array.from(stored.platt, ([slope]) => slope);
    this.intercepts = Float64Array.from(stored.platt, ([, intercept]) => intercept);
    this.margins = Float64Array.from(stored.thresholds, (p) => Math.log(p / (1 - p)));
    this.temperature = stored.temperature;
    this.#scales = stored.scales;
    this.#biases = Float64Array.from(stored.biases);
    let size = 1024;
    while (size < hashes.length * 4) size *= 2;
    this.#mask = size - 1;
    this.#slots = new Int32Array(2 * size).fill(-1);
    this.#weights = Float32Array.from(packed, (value, i) => value * stored.units[i % outputCount]!);
    for (const [row, hash] of hashes.entries()) {
      let slot = hash & this.#mask;
      while (this.#slots[2 * slot + 1] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[2 * slot] = hash;
      this.#slots[2 * slot + 1] = row * outputCount;
    }
  }

  #row(hash: number): number {
    let slot = hash & this.#mask;
    for (;;) {
      const row = this.#slots[2 * slot + 1]!;
      if (row === -1 || this.#slots[2 * slot] === hash) return row;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Scores a text into `scores`. */
  score(text: CommitText): void {
    const { features, scores } = this;
    features.read(text);
    const { hashes, groups, count } = features;
    const factors = this.#factors.fill(0);
    for (let i = 0; i < count; i++) factors[groups[i]!]!++;
    for (let g = 0; g < factors.length; g++)
      factors[g] = this.#scales[g]! / (normalisedGroups[g] && factors[g]! > 0 ? Math.sqrt(factors[g]!) : 1);
    const weights = this.#weights;
    const slots = this.#slots;
    const mask = this.#mask;
    const b = this.#biases;
    // Twelve sums in registers: an inner loop over `scores` takes twice the time.
    let s0 = b[0]!;
    let s1 = b[1]!;
    let s2 = b[2]!;
    let s3 = b[3]!;
    let s4 = b[4]!;
    let s5 = b[5]!;
    let s6 = b[6]!;
    let s7 = b[7]!;
    let s8 = b[8]!;
    let s9 = b[9]!;
    let s10 = b[10]!;
    let s11 = b[11]!;
    for (let i = 0; i < count; i++) {
      const hash = hashes[i]!;
      let slot = hash & mask;
      let row = slots[2 * slot + 1]!;
      while (row !== -1 && slots[2 * slot] !== hash) {
        slot = (slot + 1) & mask;
        row = slots[2 * slot + 1]!;
      }
      if (row === -1) continue;
      const factor = factors[groups[i]!]!;
      s0 += factor * weights[row + 0]!;
      s1 += factor * weights[row + 1]!;
      s2 += factor * weights[row + 2]!;
      s3 += factor * weights[row + 3]!;
      s4 += factor * weights[row + 4]!;
      s5 += factor * weights[row + 5]!;
      s6 += factor * weights[row + 6]!;
      s7 += factor * weights[row + 7]!;
      s8 += factor * weights[row + 8]!;
      s9 += factor * weights[row + 9]!;
      s10 += factor * weights[row + 10]!;
      s11 += factor * weights[row + 11]!;
    }
    scores[0] = s0;
    scores[1] = s1;
    scores[2] = s2;
    scores[3] = s3;
    scores[4] = s4;
    scores[5] = s5;
    scores[6] = s6;
    scores[7] = s7;
    scores[8] = s8;
    scores[9] = s9;
    scores[10] = s10;
    scores[11] = s11;
  }

  /** What features of the text last scored said for an output, strongest first; features that say the same are summed. */
  contributions(output: number): { readonly what: string; readonly weight: number }[] {
    const { features } = this;
    const sums = new Map<string, number>();
    for (let i = 0; i < features.count; i++) {
      const row = this.#row(features.hashes[i]!);
      if (row === -1) continue;
      const weight = this.#factors[features.groups[i]!]! * this.#weights[row + output]!;
      const what = features.describe(i);
      sums.set(what, (sums.get(what) ?? 0) + weight);
    }
    return [...sums].map(([what, weight]) => ({ what, weight })).sort((a, b) => b.weight - a.weight);
  }

  /** Features that have weights. */
  get size(): number {
    return this.#weights.length / outputCount;
  }
}

/** Int32 array as base64, little-endian on every machine. */
export function packInt32(values: ArrayLike<number>): string {
  const bytes = Buffer.alloc(values.length * 4);
  for (let i = 0; i < values.length; i++) bytes.writeInt32LE(values[i]!, i * 4);
  return bytes.toString("base64");
}

/** Int16 array as base64, little-endian on every machine. */
export function packInt16(values: ArrayLike<number>): string {
  const bytes = Buffer.alloc(values.length * 2);
  for (let i = 0; i < values.length; i++) bytes.writeInt16LE(values[i]!, i * 2);
  return bytes.toString("base64");
}

function int32(base64: string): Int32Array {
  const bytes = Buffer.from(base64, "base64");
  return Int32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readInt32LE(i * 4));
}

function int16(base64: string): Int16Array {
  const bytes = Buffer.from(base64, "base64");
  return Int16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readInt16LE(i * 2));
}

/** Where the package keeps its trained model, beside dist and src alike. */
export const commitModelPath = new URL("../../data/commit-kinds-model.json", import.meta.url);

let shipped: CommitModel | undefined;

/** The model that ships with the package, read on first use. Throws where the file is missing or broken. */
export function shippedCommitModel(): CommitModel {
  if (!shipped) {
    let text: string;
    try {
      text = readFileSync(commitModelPath, "utf8");
    } catch (cause) {
      throw new Error(
        `The commit classifier's weights are missing at ${commitModelPath.pathname}: reinstall the package, or train them with npm run train.`,
        { cause },
      );
    }
    shipped = new CommitModel(JSON.parse(text) as StoredCommitModel);
  }
  return shipped;
}
