import type { Numbers } from "./numbers.js";
import { requireAmounts } from "./require-amounts.js";
import { shannonEntropy } from "./shannon-entropy.js";

/**
 * The effective number of categories, Hill's (1973) number of order q: as many equally common categories would be as
 * diverse. Order 0 counts the categories present, 1 (the default) is exp of Shannon's entropy, 2 is 1 / Herfindahl.
 * Null when the counts sum to zero.
 * @throws RangeError on a negative or non-finite count or a negative order
 */
export function effectiveNumber(counts: Numbers, order = 1): number | null {
  if (!(order >= 0 && order < Infinity))
    throw new RangeError(`effectiveNumber: order is ${order}, not 0 or more`);
  if (order === 1) {
    const entropy = shannonEntropy(counts);
    return entropy === null ? null : Math.exp(entropy);
  }
  requireAmounts(counts, "effectiveNumber");
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  if (sum === 0) return null;
  let powers = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) powers += (counts[i]! / sum) ** order;
  return powers ** (1 / (1 - order));
}
