import { assignPairs } from "./assign-pairs.js";
import { jensenShannon } from "./jensen-shannon.js";
import { type LdaModel, termShares } from "./lda-model.js";

export interface TopicMatch {
  /** Topic of the first model. */
  readonly topic: number;
  /** Its partner in the second. */
  readonly partner: number;
  /** Jensen-Shannon divergence of their terms, 0 (the same) to 1 bit. */
  readonly divergence: number;
}

/**
 * Pairs the topics of two models of one vocabulary so that the sum of their Jensen-Shannon divergences is least: how
 * far a model holds over seeds. In order of the first model's topics; where it has more topics than the second,
 * pass them the other way round.
 * @throws RangeError where the vocabularies differ in size, or the first model has more topics
 */
export function matchTopics(first: LdaModel, second: LdaModel): TopicMatch[] {
  const others = Array.from({ length: second.topics }, (_, k) => termShares(second, k));
  const costs = Array.from({ length: first.topics }, (_, k) => {
    const own = termShares(first, k);
    return others.map((other) => jensenShannon(own, other));
  });
  return assignPairs(costs).map((partner, topic) => ({
    topic,
    partner,
    divergence: costs[topic]![partner]!,
  }));
}
