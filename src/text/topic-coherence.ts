import type { TermCounts } from "./count-terms.js";

/**
 * Coherence of each topic's top terms: the mean normalised pointwise mutual information over all pairs of them
 * (Bouma 2009; Aletras and Stevenson 2013), their chances counted over whole documents. From -1 (never together) over
 * 0 (independent) to 1 (only together); a pair that never meets counts -1, and so does one with a term in no document.
 * Null for a topic with fewer than two terms, or without documents.
 */
export function topicCoherence(
  topics: readonly (readonly number[])[],
  reference: TermCounts,
): (number | null)[] {
  const wanted = new Map<number, Set<number>>();
  for (const topic of topics) for (const term of topic) wanted.set(term, new Set());
  for (let d = 0; d < reference.documents; d++) {
    for (let i = reference.starts[d]!; i < reference.starts[d + 1]!; i++) {
      wanted.get(reference.termOf[i]!)?.add(d);
    }
  }
  const n = reference.documents;
  return topics.map((topic) => {
    let sum = 0;
    let pairs = 0;
    for (let i = 1; i < topic.length; i++) {
      for (let j = 0; j < i; j++) {
        sum += npmi(wanted.get(topic[i]!)!, wanted.get(topic[j]!)!, n);
        pairs++;
      }
    }
    return pairs === 0 || n === 0 ? null : sum / pairs;
  });
}

function npmi(a: ReadonlySet<number>, b: ReadonlySet<number>, n: number): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const d of small) if (large.has(d)) both++;
  if (both === 0) return -1;
  if (both === n) return 1;
  return Math.log((both * n) / (a.size * b.size)) / -Math.log(both / n);
}
