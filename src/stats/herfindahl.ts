import { effectiveNumber } from "./effective-number.js";
import type { Numbers } from "./numbers.js";

/**
 * The Herfindahl index of a composition, the sum of squared shares: the chance that two draws fall in one category, from
 * 1/k (k equal) to 1 (one holds all). Null when the counts sum to zero.
 * @throws RangeError on a negative or non-finite count
 */
export function herfindahl(counts: Numbers): number | null {
  const number = effectiveNumber(counts, 2);
  return number === null ? null : 1 / number;
}
