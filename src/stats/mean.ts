import { type Numbers, requireFinite } from "./numbers.js";

/** The arithmetic mean. Null for no values. @throws RangeError on a value that is not finite */
export function mean(values: Numbers): number | null {
  requireFinite(values, "mean");
  if (values.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
