import { requireProbabilities } from "./require-probabilities.js";

/**
 * p-values adjusted for multiple comparisons by Holm (1979), in the order given: reject where the adjusted value is at
 * most alpha, and the chance of any false rejection is at most alpha. No values give none.
 * @throws RangeError on a value outside [0, 1]
 */
export function holm(pValues: ArrayLike<number>): number[] {
  requireProbabilities(pValues, "holm");
  const m = pValues.length;
  const order = Array.from({ length: m }, (_, i) => i).sort((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = new Array<number>(m);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, (m - rank) * pValues[i]!));
    adjusted[i] = largest;
  });
  return adjusted;
}
