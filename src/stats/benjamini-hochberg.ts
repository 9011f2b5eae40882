import { requireProbabilities } from "./require-probabilities.js";

/**
 * p-values adjusted for the false discovery rate by Benjamini and Hochberg (1995), in the order given: among those at
 * most q, the expected share of false rejections is at most q, for independent or positively dependent tests. No values
 * give none.
 * @throws RangeError on a value outside [0, 1]
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): number[] {
  requireProbabilities(pValues, "benjaminiHochberg");
  const m = pValues.length;
  const order = Array.from({ length: m }, (_, i) => i).sort((i, j) => pValues[j]! - pValues[i]!);
  const adjusted = new Array<number>(m);
  let smallest = 1;
  order.forEach((i, fromTop) => {
    smallest = Math.min(smallest, (m * pValues[i]!) / (m - fromTop));
    adjusted[i] = smallest;
  });
  return adjusted;
}
