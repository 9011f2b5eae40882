import type { Vocabulary } from "./build-vocabulary.js";

/** Documents as term counts, in compressed sparse rows: document d's entries are `starts[d]` to `starts[d + 1]`. */
export interface TermCounts {
  readonly documents: number;
  readonly terms: number;
  readonly starts: Uint32Array;
  /** Term of each entry, ascending within a document. */
  readonly termOf: Uint32Array;
  readonly countOf: Float64Array;
  /** All counts together. */
  readonly tokens: number;
}

/** Counts the vocabulary's terms in each document; tokens outside it are dropped, documents without any stay, empty. */
export function countTerms(documents: Iterable<readonly string[]>, vocabulary: Vocabulary): TermCounts {
  const rows: [number, number][][] = [];
  for (const tokens of documents) {
    const counts = new Map<number, number>();
    for (const token of tokens) {
      const term = vocabulary.indexOf.get(token);
      if (term !== undefined) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    rows.push([...counts].sort((a, b) => a[0] - b[0]));
  }
  return sparseRows(rows, vocabulary.terms.length);
}

/** Sparse rows from [term, count] pairs, one array a document. */
export function sparseRows(
  rows: readonly (readonly (readonly [number, number])[])[],
  terms: number,
): TermCounts {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, d) => {
    starts[d + 1] = starts[d]! + row.length;
  });
  const entries = starts[rows.length]!;
  const termOf = new Uint32Array(entries);
  const countOf = new Float64Array(entries);
  let at = 0;
  let tokens = 0;
  for (const row of rows) {
    for (const [term, count] of row) {
      if (!(term >= 0 && term < terms)) throw new RangeError(`term ${term} is outside the ${terms} terms`);
      if (!(count > 0)) throw new RangeError(`a count must be above 0, not ${count}`);
      termOf[at] = term;
      countOf[at++] = count;
      tokens += count;
    }
  }
  return { documents: rows.length, terms, starts, termOf, countOf, tokens };
}

/** The documents at the given places, in that order. */
export function takeDocuments(counts: TermCounts, places: ArrayLike<number>): TermCounts {
  const rows = Array.from(places, (d) => {
    const row: [number, number][] = [];
    for (let i = counts.starts[d]!; i < counts.starts[d + 1]!; i++)
      row.push([counts.termOf[i]!, counts.countOf[i]!]);
    return row;
  });
  return sparseRows(rows, counts.terms);
}
