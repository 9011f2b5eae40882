import { buildVocabulary, type Vocabulary } from "./build-vocabulary.js";
import { countTerms, type TermCounts } from "./count-terms.js";

/**
 * The vocabulary of some texts and the counts of its words in them, as topic models of cards take it: words in at least
 * five texts and in one of 500, in at most 40% of them, the 5,000 of most texts.
 */
export function countWords(texts: readonly (readonly string[])[]): {
  vocabulary: Vocabulary;
  counts: TermCounts;
} {
  const minDocuments = Math.max(5, Math.round(texts.length / 500));
  const vocabulary = buildVocabulary(texts, { minDocuments, maxShare: 0.4, maxTerms: 5000 });
  return { vocabulary, counts: countTerms(texts, vocabulary) };
}
