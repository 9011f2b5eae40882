import type { TermCounts } from "./count-terms.js";
import { makeDocumentStep } from "./document-step.js";
import { expDigamma } from "./exp-digamma.js";
import { type LdaModel, topicTotals } from "./lda-model.js";

export interface InferTopicsOptions {
  /** Most rounds a document. Default 100. */
  readonly maxRounds?: number;
  /** Default 0.001. */
  readonly tolerance?: number;
}

/**
 * The Dirichlet weights of each document's topics, `weights[document * topics + topic]`, with the model held still.
 * Deterministic. A document without terms has the prior in every topic.
 * @throws RangeError where model and counts differ in their terms
 */
export function inferWeights(
  model: LdaModel,
  counts: TermCounts,
  { maxRounds = 100, tolerance = 1e-3 }: InferTopicsOptions = {},
): Float64Array {
  const { topics, terms, documentPrior } = model;
  if (counts.terms !== terms) {
    throw new RangeError(`the model knows ${terms} terms and the counts ${counts.terms}: use one vocabulary`);
  }
  const beta = termExpectations(model);
  const { step } = makeDocumentStep(topics, { documentPrior, maxRounds, tolerance });
  const gamma = new Float64Array(counts.documents * topics).fill(1);
  for (let d = 0; d < counts.documents; d++) step(counts, d, beta, null, gamma, d * topics);
  return gamma;
}

/**
 * The shares of the topics in each document, `shares[document * topics + topic]`; each document's sum to 1. A document
 * without terms says nothing and has equal shares: leave it out by its length.
 */
export function inferTopics(model: LdaModel, counts: TermCounts, options?: InferTopicsOptions): Float64Array {
  const shares = inferWeights(model, counts, options);
  for (let d = 0; d < counts.documents; d++) {
    const own = shares.subarray(d * model.topics, (d + 1) * model.topics);
    const total = own.reduce((sum, weight) => sum + weight, 0);
    for (let k = 0; k < own.length; k++) own[k]! /= total;
  }
  return shares;
}

/** exp(E[log β]) for every term and topic, in the order of the model's weights. */
export function termExpectations(model: LdaModel): Float64Array {
  const totals = topicTotals(model).map((total) => 1 / expDigamma(total));
  return model.weights.map((weight, i) => expDigamma(weight) * totals[i % model.topics]!);
}
