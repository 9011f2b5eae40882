import { mean } from "../stats/mean.js";
import { random } from "../stats/random.js";
import { type TermCounts, takeDocuments } from "./count-terms.js";
import { fitLda } from "./fit-lda.js";
import { ldaPerplexity } from "./lda-perplexity.js";
import { topTerms } from "./top-terms.js";
import { topicCoherence } from "./topic-coherence.js";

export interface TopicCount {
  readonly topics: number;
  /** Of the held-out documents; lower is better. */
  readonly perplexity: number;
  /** Mean NPMI of the topics' ten most relevant terms over all documents; higher is better. */
  readonly coherence: number;
}

export interface TopicCountOptions {
  readonly candidates: readonly number[];
  readonly seed: number | string;
  /** Default 6. */
  readonly passes?: number;
  /** Share of the documents held out, default a fifth. */
  readonly heldOut?: number;
  /** How far above the least perplexity a candidate may lie, as a share of it. Default 0.1. */
  readonly tolerance?: number;
}

/**
 * Fits a topic model of each size to some documents and scores it on the rest. Chosen is the most coherent among those
 * whose perplexity is nearly the least: perplexity alone keeps asking for more topics than a reader can tell apart (Chang
 * et al. 2009). Ties go to the first.
 * @throws RangeError without candidates, or where nothing is held out
 */
export function chooseTopicCount(
  counts: TermCounts,
  { candidates, seed, passes = 6, heldOut = 0.2, tolerance = 0.1 }: TopicCountOptions,
): { rows: TopicCount[]; chosen: TopicCount; heldOutDocuments: number } {
  if (!candidates.length) throw new RangeError("chooseTopicCount: name at least one number of topics");
  const order = random(seed).shuffle(Array.from({ length: counts.documents }, (_, d) => d));
  const cut = Math.floor(order.length * heldOut);
  const [held, train] = [takeDocuments(counts, order.slice(0, cut)), takeDocuments(counts, order.slice(cut))];
  const rows = candidates.map((topics) => {
    const model = fitLda(train, { topics, seed: 1, passes });
    const terms = topTerms(model, 10).map((top) => top.map(({ index }) => index));
    const coherent = topicCoherence(terms, counts).filter((value) => value !== null);
    const perplexity = ldaPerplexity(model, held);
    if (perplexity === null)
      throw new RangeError("chooseTopicCount: the held-out documents hold no counted term");
    return { topics, perplexity, coherence: mean(coherent) ?? -1 };
  });
  const least = Math.min(...rows.map(({ perplexity }) => perplexity));
  const chosen = rows
    .filter(({ perplexity }) => perplexity <= (1 + tolerance) * least)
    .reduce((best, row) => (row.coherence > best.coherence ? row : best));
  return { rows, chosen, heldOutDocuments: cut };
}
