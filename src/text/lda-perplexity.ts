import digamma from "@stdlib/math-base-special-digamma";
import gammaln from "@stdlib/math-base-special-gammaln";
import type { TermCounts } from "./count-terms.js";
import { type InferTopicsOptions, inferWeights, termExpectations } from "./infer-topics.js";
import { type LdaModel, topicTotals } from "./lda-model.js";

/**
 * Perplexity of a model on documents, best those it was not fitted on: exp(-bound / tokens) with the variational bound
 * that scikit-learn's LatentDirichletAllocation.perplexity uses, so that the two compare. Lower is better; a model that
 * gives every term the same chance has about as many as there are terms. Null for documents without tokens.
 */
export function ldaPerplexity(
  model: LdaModel,
  counts: TermCounts,
  options?: InferTopicsOptions,
): number | null {
  if (counts.tokens === 0) return null;
  return Math.exp(-variationalBound(model, counts, options) / counts.tokens);
}

/** The evidence lower bound of documents and topics together (Hoffman, Blei and Bach 2010, equation 4). */
function variationalBound(model: LdaModel, counts: TermCounts, options?: InferTopicsOptions): number {
  const { topics, terms, documentPrior, termPrior } = model;
  const gamma = inferWeights(model, counts, options);
  const beta = termExpectations(model);
  const theta = new Float64Array(topics);
  let bound = 0;
  for (let d = 0; d < counts.documents; d++) {
    const own = gamma.subarray(d * topics, (d + 1) * topics);
    const total = own.reduce((sum, weight) => sum + weight, 0);
    const digammaTotal = digamma(total);
    for (let k = 0; k < topics; k++) {
      const expected = digamma(own[k]!) - digammaTotal;
      theta[k] = Math.exp(expected);
      bound += (documentPrior - own[k]!) * expected + gammaln(own[k]!) - gammaln(documentPrior);
    }
    bound += gammaln(documentPrior * topics) - gammaln(total);
    for (let i = counts.starts[d]!; i < counts.starts[d + 1]!; i++) {
      const row = counts.termOf[i]! * topics;
      let expected = 0;
      for (let k = 0; k < topics; k++) expected += theta[k]! * beta[row + k]!;
      bound += counts.countOf[i]! * Math.log(expected);
    }
  }
  for (const [k, total] of topicTotals(model).entries()) {
    const digammaTotal = digamma(total);
    bound += gammaln(termPrior * terms) - gammaln(total);
    for (let w = 0; w < terms; w++) {
      const weight = model.weights[w * topics + k]!;
      bound += (termPrior - weight) * (digamma(weight) - digammaTotal) + gammaln(weight) - gammaln(termPrior);
    }
  }
  return bound;
}
