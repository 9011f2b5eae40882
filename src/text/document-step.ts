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
      for (let i = 0, at = 0; i < length; i++, at += topics) {
        let expected = 1e-100;
        for (let k = 0; k < topics; k++) expected += scaled[k]! * local[at + k]!;
        const ratio = counts.countOf[from + i]! / expected;
        ratios[i] = ratio;
        for (let k = 0; k < topics; k++) sums[k]! += ratio * local[at + k]!;
      }
      let moved = 0;
      for (let k = 0; k < topics; k++) {
        const next = documentPrior + scaled[k]! * sums[k]!;
        moved += Math.abs(next - gamma[gammaAt + k]!);
        gamma[gammaAt + k] = next;
        scaled[k] = expDigamma(next);
      }
      if (moved < tolerance * topics) break;
    }
    for (let i = 0, at = 0; i < length; i++, at += topics) {
      let expected = 1e-100;
      for (let k = 0; k < topics; k++) expected += scaled[k]! * local[at + k]!;
      ratios[i] = counts.countOf[from + i]! / expected;
    }
  }
}
