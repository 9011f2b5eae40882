import type { Vocabulary } from "./build-vocabulary.js";
import type { TermCounts } from "./count-terms.js";
import { fitLda } from "./fit-lda.js";
import { inferTopics } from "./infer-topics.js";
import { matchTopics } from "./match-topics.js";
import { topTerms } from "./top-terms.js";
import { topicCoherence } from "./topic-coherence.js";

/** A topic of a corpus, as a reader sees it. */
export interface Theme {
  /** Its three most relevant words. */
  readonly name: string;
  /** The fifteen most relevant words, first the most relevant. */
  readonly words: readonly string[];
  /** Mean share of the documents. */
  readonly share: number;
  /** Documents mainly about it. */
  readonly documents: number;
  /** NPMI of its ten most relevant words. */
  readonly coherence: number;
  /** Largest divergence, in bit, from its best partner under the other seeds; 0 with none. */
  readonly divergence: number;
  /** The document with the largest share among those of enough counted words; null where none has. */
  readonly typical: number | null;
}

export interface Themes {
  readonly themes: readonly Theme[];
  /** Share of each theme in each document, `shares[document * themes + theme]`. */
  readonly shares: Float64Array;
  /** Theme with the largest share of each document; ties go to the first. */
  readonly mainOf: Uint32Array;
}

export interface ThemesOptions {
  readonly topics: number;
  readonly seed: number;
  /** Fitted anew to see which themes come back. */
  readonly otherSeeds?: readonly number[];
  readonly passes?: number;
  /** Counted words that a typical document has, default 100. */
  readonly minWords?: number;
}

/**
 * The themes of a corpus by LDA, with what a reader needs to judge them: words, size, coherence, stability over seeds and a
 * typical document. In the order of the model's topics.
 */
export function findThemes(
  counts: TermCounts,
  vocabulary: Vocabulary,
  { topics, seed, otherSeeds = [], passes = 8, minWords = 100 }: ThemesOptions,
): Themes {
  const model = fitLda(counts, { topics, seed, passes });
  const matches = otherSeeds.map((other) =>
    matchTopics(model, fitLda(counts, { topics, seed: other, passes })),
  );
  const shares = inferTopics(model, counts);
  const mainOf = new Uint32Array(counts.documents);
  const lengths = new Float64Array(counts.documents);
  const sums = new Float64Array(topics);
  const mains = new Float64Array(topics);
  for (let d = 0; d < counts.documents; d++) {
    const own = shares.subarray(d * topics, (d + 1) * topics);
    mainOf[d] = own.indexOf(Math.max(...own));
    mains[mainOf[d]!]!++;
    for (let k = 0; k < topics; k++) sums[k]! += own[k]!;
    for (let i = counts.starts[d]!; i < counts.starts[d + 1]!; i++) lengths[d]! += counts.countOf[i]!;
  }
  const relevant = topTerms(model, 15).map((terms) => terms.map(({ index }) => index));
  const coherence = topicCoherence(
    relevant.map((terms) => terms.slice(0, 10)),
    counts,
  );
  const typicalOf = (topic: number) => {
    let best: number | null = null;
    for (let d = 0; d < counts.documents; d++) {
      if (lengths[d]! < minWords) continue;
      if (best === null || shares[d * topics + topic]! > shares[best * topics + topic]!) best = d;
    }
    return best;
  };
  const themes = relevant.map((terms, k) => {
    const words = terms.map((index) => vocabulary.terms[index]!);
    return {
      name: words.slice(0, 3).join(" "),
      words,
      share: sums[k]! / counts.documents,
      documents: mains[k]!,
      coherence: coherence[k]!,
      divergence: Math.max(0, ...matches.map((match) => match[k]!.divergence)),
      typical: typicalOf(k),
    };
  });
  return { themes, shares, mainOf };
}
