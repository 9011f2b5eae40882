import type { TermCounts } from "./count-terms.js";
import { expDigamma } from "./exp-digamma.js";

export interface DocumentStepOptions {
  readonly documentPrior: number;
  /** Most rounds a document. */
  readonly maxRounds: number;
  /** A document is settled when its topics' weights move by less than this on average. */
  readonly tolerance: number;
}

/**
 * The variational step for one document (Hoffman, Blei and Bach 2010, algorithm 2, lines 5 to 9): turns the weights
 * `gamma` of its topics, from where they stand, until they settle. `beta` holds exp(E[log β]) by place of the term
 * in `rowOf`. Leaves exp(ψ(gamma)) in `scaled` and each entry's count over its expected weight in `ratios`.
 */
export function makeDocumentStep(topics: number, options: DocumentStepOptions) {
  const { documentPrior, maxRounds, tolerance } = options;
  const scaled = new Float64Array(topics);
  const sums = new Float64Array(topics);
  let ratios = new Float64Array(256);
  let local = new Float64Array(256 * topics);

  return { scaled, step, ratios: () => ratios };

  function step(
    counts: TermCounts,
    document: number,
    beta: Float64Array,
    rowOf: Int32Array | null,
    gamma: Float64Array,
    gammaAt: number,
  ): void {
    const from = counts.starts[document]!;
    const length = counts.starts[document + 1]! - from;
    if (ratios.length < length) {
      ratios = new Float64Array(length * 2);
      local = new Float64Array(length * 2 * topics);
    }
    for (let i = 0, at = 0; i < length; i++) {
      const term = counts.termOf[from + i]!;
      const row = (rowOf ? rowOf[term]! : term) * topics;
      for (let k = 0; k < topics; k++) local[at++] = beta[row + k]!;
    }
    for (let k = 0; k < topics; k++) scaled[k] = expDigamma(gamma[gammaAt + k]!);
    for (let round = 0; round < maxRounds; round++) {
      sums.fill(0);
      weigh(counts, from, length, sums);
      let moved = 0;
      for (let k = 0; k < topics; k++) {
        const next = documentPrior + scaled[k]! * sums[k]!;
        moved += Math.abs(next - gamma[gammaAt + k]!);
        gamma[gammaAt + k] = next;
        scaled[k] = expDigamma(next);
      }
      if (moved < tolerance * topics) break;
    }
    weigh(counts, from, length, null);
  }

  /**
   * Leaves each entry's count over its expected weight in `ratios`, and adds the entries' weighted rows to `sums` where
   * there are such. Four entries go together, so that their sums do not wait for one another; each sum takes its terms in
   * the same order as one by one.
   */
  function weigh(counts: TermCounts, from: number, length: number, sums: Float64Array | null): void {
    const { countOf } = counts;
    let i = 0;
    let a = 0;
    for (; i + 3 < length; i += 4, a += 4 * topics) {
      const b = a + topics;
      const c = b + topics;
      const d = c + topics;
      let first = 1e-100;
      let second = 1e-100;
      let third = 1e-100;
      let fourth = 1e-100;
      for (let k = 0; k < topics; k++) {
        const weight = scaled[k]!;
        first += weight * local[a + k]!;
        second += weight * local[b + k]!;
        third += weight * local[c + k]!;
        fourth += weight * local[d + k]!;
      }
      first = countOf[from + i]! / first;
      second = countOf[from + i + 1]! / second;
      third = countOf[from + i + 2]! / third;
      fourth = countOf[from + i + 3]! / fourth;
      ratios[i] = first;
      ratios[i + 1] = second;
      ratios[i + 2] = third;
      ratios[i + 3] = fourth;
      if (!sums) continue;
      for (let k = 0; k < topics; k++) {
        sums[k] =
          sums[k]! +
          first * local[a + k]! +
          second * local[b + k]! +
          third * local[c + k]! +
          fourth * local[d + k]!;
      }
    }
    for (; i < length; i++, a += topics) {
      let expected = 1e-100;
      for (let k = 0; k < topics; k++) expected += scaled[k]! * local[a + k]!;
      const ratio = countOf[from + i]! / expected;
      ratios[i] = ratio;
      if (sums) for (let k = 0; k < topics; k++) sums[k]! += ratio * local[a + k]!;
    }
  }
}
