/** Terms with how many documents hold each, in code-unit order of the terms. */
export interface Vocabulary {
  readonly terms: readonly string[];
  /** Documents that hold the term, aligned with `terms`. */
  readonly documentCounts: Uint32Array;
  readonly indexOf: ReadonlyMap<string, number>;
  /** Documents read, those without any term too. */
  readonly documents: number;
  /** Terms left out, by reason. */
  readonly excluded: { readonly tooRare: number; readonly tooCommon: number; readonly overLimit: number };
}

export interface VocabularyOptions {
  /** Fewest documents that a term must stand in. Default 5. */
  readonly minDocuments?: number;
  /** Largest share of documents that a term may stand in. Default 0.5. */
  readonly maxShare?: number;
  /** Most terms; the ones in most documents stay, ties in code-unit order. Default 20,000. */
  readonly maxTerms?: number;
}

/**
 * The vocabulary of tokenised documents within document-frequency limits, as scikit-learn's CountVectorizer takes
 * min_df, max_df and max_features (which ranks by occurrences; here by documents, so that one long card cannot
 * push words in). No documents give an empty vocabulary.
 */
export function buildVocabulary(
  documents: Iterable<readonly string[]>,
  { minDocuments = 5, maxShare = 0.5, maxTerms = 20_000 }: VocabularyOptions = {},
): Vocabulary {
  const counts = new Map<string, number>();
  let total = 0;
  for (const tokens of documents) {
    total++;
    for (const term of new Set(tokens)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  let tooRare = 0;
  let tooCommon = 0;
  const kept: [string, number][] = [];
  for (const entry of counts) {
    if (entry[1] < minDocuments) tooRare++;
    else if (entry[1] > maxShare * total) tooCommon++;
    else kept.push(entry);
  }
  const byTerm = (a: [string, number], b: [string, number]) => (a[0] < b[0] ? -1 : 1);
  kept.sort((a, b) => b[1] - a[1] || byTerm(a, b));
  const overLimit = Math.max(0, kept.length - maxTerms);
  kept.length -= overLimit;
  kept.sort(byTerm);
  const terms = kept.map(([term]) => term);
  return {
    terms,
    documentCounts: Uint32Array.from(kept, ([, count]) => count),
    indexOf: new Map(terms.map((term, index) => [term, index])),
    documents: total,
    excluded: { tooRare, tooCommon, overLimit },
  };
}
