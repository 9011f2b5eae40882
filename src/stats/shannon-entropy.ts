import type { Numbers } from "./numbers.js";
import { requireAmounts } from "./require-amounts.js";

/**
 * Shannon's entropy of a composition in nats, from the counts (or shares) of its categories: 0 when one holds all, log k
 * when k hold the same. Zeros change nothing. Null when the counts sum to zero.
 * @throws RangeError on a negative or non-finite count
 */
export function shannonEntropy(counts: Numbers): number | null {
  requireAmounts(counts, "shannonEntropy");
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  if (sum === 0) return null;
  let entropy = 0;
  for (let i = 0; i < counts.length; i++) {
    const share = counts[i]! / sum;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.max(0, entropy);
}
