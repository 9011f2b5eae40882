import type { BootstrapEstimate, BootstrapOptions } from "./bootstrap-interval.js";
import { clusteredShare } from "./clustered-share.js";
import { requireSameLength } from "./numbers.js";

export interface ClusteredAgreement extends BootstrapEstimate {
  /** The share that would agree if the second labels were dealt to the first by chance: the sum over labels of p × q. */
  readonly chance: number;
}

/**
 * The share of pairs with the same label on both sides, with the bootstrap interval of drawing whole clusters, beside
 * what chance pairing gives (the expected agreement of Cohen 1960). Null for no pairs.
 * @throws RangeError where the columns differ in length
 */
export function clusteredAgreement(
  a: ArrayLike<string>,
  b: ArrayLike<string>,
  clusters: ArrayLike<string | number>,
  options: BootstrapOptions,
): ClusteredAgreement | null {
  requireSameLength(a, b, "clusteredAgreement");
  const margins = new Map<string, [number, number]>();
  for (const [side, labels] of [a, b].entries()) {
    for (let i = 0; i < labels.length; i++) {
      const margin = margins.get(labels[i]!) ?? [0, 0];
      margin[side]!++;
      margins.set(labels[i]!, margin);
    }
  }
  const agreement = clusteredShare(
    Array.from(a, (label, i) => label === b[i]),
    clusters,
    options,
  );
  if (!agreement) return null;
  let chance = 0;
  for (const [inA, inB] of margins.values()) chance += (inA / a.length) * (inB / a.length);
  return { ...agreement, chance };
}
