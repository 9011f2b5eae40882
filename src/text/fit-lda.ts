import { type Random, random } from "../stats/random.js";
import type { TermCounts } from "./count-terms.js";
import { makeDocumentStep } from "./document-step.js";
import { expDigamma } from "./exp-digamma.js";
import type { LdaModel } from "./lda-model.js";

export interface LdaOptions {
  readonly topics: number;
  readonly seed: number | string;
  /** Rounds over all documents. Default 10. */
  readonly passes?: number;
  /** Documents a step. Default 128. */
  readonly batchSize?: number;
  /** Dirichlet prior of a document's topics. Default 1 / topics. */
  readonly documentPrior?: number;
  /** Dirichlet prior of a topic's terms. Default 1 / topics. */
  readonly termPrior?: number;
  /** Slows the first steps (τ₀). Default 10. */
  readonly offset?: number;
  /** How fast old steps are forgotten (κ), above 0.5 and at most 1. Default 0.7. */
  readonly decay?: number;
  /** Most rounds of the variational step a document. Default 100. */
  readonly maxRounds?: number;
  /** Default 0.001. */
  readonly tolerance?: number;
  /**
   * First passes in which a document starts with all topics nearly alike; in later ones it starts from the topics that
   * its last pass gave it, which is quicker, but from poor early topics keeps to them. Default 0: only what a document
   * has never been given starts alike. 2 fit better (lower held-out perplexity) for little time.
   */
  readonly freshPasses?: number;
  /**
   * What the topics differ by at the start. "noise", the default, is scikit-learn's start; "documents" adds to each topic
   * the words of 20 documents drawn by chance: with many topics, as on model cards (bench/RESULTS.md), it fits better and
   * varies less from seed to seed; with few, two topics may start alike and share what one should have.
   */
  readonly start?: "noise" | "documents";
}

/** Documents whose words a topic starts with, and their weight beside that of the noise, which is 1 a term. */
const startDocuments = 20;
const startShare = 0.2;

/**
 * Latent Dirichlet allocation by online variational Bayes (Hoffman, Blei and Bach 2010, "Online Learning for Latent
 * Dirichlet Allocation"), with the defaults of scikit-learn's LatentDirichletAllocation. The same counts, options and
 * seed give the same model. Two things keep it quick: a step touches only the terms of its documents (the rest is
 * carried by one scale and one shift), and a document starts each pass from the topics the last one gave it.
 *
 * Documents without terms are passed over.
 * @throws RangeError without terms or documents, or on options out of range
 */
export function fitLda(counts: TermCounts, options: LdaOptions): LdaModel {
  const {
    topics,
    seed,
    passes = 10,
    batchSize = 128,
    documentPrior = 1 / topics,
    termPrior = 1 / topics,
    offset = 10,
    decay = 0.7,
    maxRounds = 100,
    tolerance = 1e-3,
    freshPasses = 0,
    start = "noise",
  } = options;
  requireOptions(counts, options);
  const { terms } = counts;
  const chance = random(seed);
  const order: number[] = [];
  for (let d = 0; d < counts.documents; d++) if (counts.starts[d + 1]! > counts.starts[d]!) order.push(d);
  if (!order.length) throw new RangeError("fitLda: no document holds a term of the vocabulary");
  chance.shuffle(order);

  // The weights are scale * base + shift, so that forgetting costs two numbers and not a sweep over all terms.
  const base = new Float64Array(terms * topics);
  const totals = new Float64Array(topics);
  for (let i = 0; i < base.length; i++) {
    base[i] = startWeight(chance.normal());
    totals[i % topics]! += base[i]!;
  }
  if (start === "documents") addDocuments(counts, order, topics, base, totals, chance);
  let scale = 1;
  let shift = 0;

  const gammas = new Float64Array(counts.documents * topics).fill(1);
  const { step, scaled, ratios } = makeDocumentStep(topics, { documentPrior, maxRounds, tolerance });
  const rowOf = new Int32Array(terms).fill(-1);
  let beta = new Float64Array(0);
  let gained = new Float64Array(0);
  const inverseTotals = new Float64Array(topics);
  let steps = 0;

  for (let pass = 0; pass < passes; pass++) {
    for (let from = 0; from < order.length; from += batchSize) {
      const batch = order.slice(from, from + batchSize);
      const present = termsOf(counts, batch, rowOf);
      if (beta.length < present.length * topics) {
        beta = new Float64Array(present.length * topics * 2);
        gained = new Float64Array(present.length * topics * 2);
      }
      gained.fill(0, 0, present.length * topics);
      for (let k = 0; k < topics; k++) {
        inverseTotals[k] = 1 / expDigamma(scale * totals[k]! + shift * terms);
      }
      for (let row = 0, at = 0; row < present.length; row++) {
        const term = present[row]! * topics;
        for (let k = 0; k < topics; k++, at++) {
          beta[at] = expDigamma(scale * base[term + k]! + shift) * inverseTotals[k]!;
        }
      }
      for (const d of batch) {
        if (pass < freshPasses) {
          for (let i = d * topics; i < (d + 1) * topics; i++) gammas[i] = startWeight(chance.normal());
        }
        step(counts, d, beta, rowOf, gammas, d * topics);
        const ratio = ratios();
        for (let i = counts.starts[d]!, j = 0; i < counts.starts[d + 1]!; i++, j++) {
          const row = rowOf[counts.termOf[i]!]! * topics;
          for (let k = 0; k < topics; k++) gained[row + k]! += scaled[k]! * ratio[j]!;
        }
      }
      steps++;
      const rate = (offset + steps) ** -decay;
      scale *= 1 - rate;
      shift = (1 - rate) * shift + rate * termPrior;
      const gain = (rate * order.length) / batch.length / scale;
      for (let row = 0, at = 0; row < present.length; row++) {
        const term = present[row]! * topics;
        for (let k = 0; k < topics; k++, at++) {
          const added = gain * gained[at]! * beta[at]!;
          base[term + k]! += added;
          totals[k]! += added;
        }
        rowOf[present[row]!] = -1;
      }
      if (scale < 1e-100) {
        for (let i = 0; i < base.length; i++) base[i]! *= scale;
        for (let k = 0; k < topics; k++) totals[k]! *= scale;
        scale = 1;
      }
    }
  }
  for (let i = 0; i < base.length; i++) base[i] = scale * base[i]! + shift;
  return { topics, terms, weights: base, documentPrior, termPrior };
}

/** A Gamma(100, 1/100) deviate from a normal one (Wilson and Hilferty): scikit-learn's start, away from symmetry. */
function startWeight(normal: number): number {
  return Math.max(1e-3, 1 - 1 / 900 + normal / 30) ** 3;
}

/** Adds to each topic's weights the mean word shares of documents drawn by chance, `startShare` a term in the mean. */
function addDocuments(
  counts: TermCounts,
  order: readonly number[],
  topics: number,
  base: Float64Array,
  totals: Float64Array,
  chance: Random,
): void {
  for (let k = 0; k < topics; k++) {
    for (let drawn = 0; drawn < startDocuments; drawn++) {
      const d = order[chance.int(order.length)]!;
      const [from, to] = [counts.starts[d]!, counts.starts[d + 1]!];
      let tokens = 0;
      for (let i = from; i < to; i++) tokens += counts.countOf[i]!;
      for (let i = from; i < to; i++) {
        const added = (startShare * counts.terms * counts.countOf[i]!) / tokens / startDocuments;
        base[counts.termOf[i]! * topics + k]! += added;
        totals[k]! += added;
      }
    }
  }
}

/** The distinct terms of some documents; their places go to `rowOf`. */
function termsOf(counts: TermCounts, batch: readonly number[], rowOf: Int32Array): number[] {
  const present: number[] = [];
  for (const d of batch) {
    for (let i = counts.starts[d]!; i < counts.starts[d + 1]!; i++) {
      const term = counts.termOf[i]!;
      if (rowOf[term]! < 0) rowOf[term] = present.push(term) - 1;
    }
  }
  return present;
}

function requireOptions(
  counts: TermCounts,
  { topics, passes = 10, batchSize = 128, decay = 0.7 }: LdaOptions,
) {
  if (!(Number.isInteger(topics) && topics >= 1)) {
    throw new RangeError(`fitLda: topics must be a count from 1, not ${topics}`);
  }
  if (!(Number.isInteger(passes) && passes >= 1 && Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(
      `fitLda: passes and batchSize must be counts from 1, not ${passes} and ${batchSize}`,
    );
  }
  if (!(decay > 0.5 && decay <= 1)) throw new RangeError(`fitLda: decay must lie in (0.5, 1], not ${decay}`);
  if (counts.terms === 0) throw new RangeError("fitLda: the vocabulary is empty");
}
