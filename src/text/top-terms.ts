import { type LdaModel, termShares } from "./lda-model.js";

export interface TopTerm {
  /** Place in the vocabulary. */
  readonly index: number;
  /** The term's share in the topic. */
  readonly share: number;
}

/**
 * The terms that mark each topic, first the most relevant; ties in order of the vocabulary. Relevance is
 * λ log share + (1 - λ) log (share / share over all topics) (Sievert and Shirley 2014, LDAvis); λ = 1 ranks by share
 * alone.
 */
export function topTerms(model: LdaModel, count = 10, { lambda = 0.6 } = {}): TopTerm[][] {
  const byTopic = Array.from({ length: model.topics }, (_, k) => termShares(model, k));
  const overall = new Float64Array(model.terms);
  let all = 0;
  for (const weight of model.weights) all += weight;
  for (let w = 0; w < model.terms; w++) {
    for (let k = 0; k < model.topics; k++) overall[w]! += model.weights[w * model.topics + k]! / all;
  }
  return byTopic.map((shares) => {
    const relevance = shares.map(
      (share, w) => lambda * Math.log(share) + (1 - lambda) * Math.log(share / overall[w]!),
    );
    return Array.from(relevance.keys())
      .sort((a, b) => relevance[b]! - relevance[a]! || a - b)
      .slice(0, count)
      .map((index) => ({ index, share: shares[index]! }));
  });
}
