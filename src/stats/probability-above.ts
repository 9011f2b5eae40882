import { ascending, type Numbers, requireOrdered } from "./numbers.js";
import { orderCounts } from "./order-counts.js";

/**
 * P(a > b | a ≠ b) over all pairs of a value of one sample and a value of the other, in O(n log n): how often the first is
 * larger where chance pairs them and they differ. Null where no pair differs, an empty sample included.
 * @throws RangeError on NaN or null
 */
export function probabilityAbove(a: Numbers, b: Numbers): number | null {
  requireOrdered(a, "probabilityAbove");
  requireOrdered(b, "probabilityAbove");
  const { above, tied } = orderCounts(ascending(a), ascending(b));
  const differing = a.length * b.length - tied;
  return differing === 0 ? null : above / differing;
}
