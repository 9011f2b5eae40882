/** A topic model: for each term and topic the Dirichlet weight that the fit gave them. */
export interface LdaModel {
  readonly topics: number;
  readonly terms: number;
  /** Weights of a term's topics lie together: `weights[term * topics + topic]`. */
  readonly weights: Float64Array;
  /** Dirichlet prior of a document's topics. */
  readonly documentPrior: number;
  /** Dirichlet prior of a topic's terms. */
  readonly termPrior: number;
}

/** Sum of each topic's weights. */
export function topicTotals({ topics, terms, weights }: LdaModel): Float64Array {
  const totals = new Float64Array(topics);
  for (let w = 0, i = 0; w < terms; w++) for (let k = 0; k < topics; k++) totals[k]! += weights[i++]!;
  return totals;
}

/** A topic's distribution over the terms; sums to 1. */
export function termShares(model: LdaModel, topic: number): Float64Array {
  const { topics, terms, weights } = model;
  if (!(topic >= 0 && topic < topics)) throw new RangeError(`topic ${topic} is not among the ${topics}`);
  const shares = new Float64Array(terms);
  let total = 0;
  for (let w = 0; w < terms; w++) {
    shares[w] = weights[w * topics + topic]!;
    total += shares[w]!;
  }
  for (let w = 0; w < terms; w++) shares[w]! /= total;
  return shares;
}
