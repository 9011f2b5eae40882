import { binomialDeviate } from "./binomial-deviate.js";
import { type BootstrapEstimate, type BootstrapOptions, bootstrapInterval } from "./bootstrap-interval.js";
import { effectiveNumber } from "./effective-number.js";
import type { Numbers } from "./numbers.js";
import { random } from "./random.js";

/**
 * The effective number of categories (exp of Shannon's entropy) with its bootstrap interval over the cases, which draws
 * the counts from a multinomial. Resamples miss rare categories, so their values lie lower than the sample's: the interval
 * is widened to hold the value, and the value itself is biased downwards where categories have few cases. Null without
 * cases.
 * @throws RangeError on a count that is negative or not whole
 */
export function diversity(
  counts: Numbers,
  { replicates = 200, ...options }: BootstrapOptions,
): BootstrapEstimate | null {
  let n = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`diversity: a count is ${count}`);
    n += count;
  }
  const value = effectiveNumber(counts);
  if (value === null) return null;
  const source = random(options.seed);
  const drawn = new Float64Array(counts.length);
  const replicate = () => {
    let left = n;
    let rest = n;
    for (let i = 0; i < counts.length; i++) {
      drawn[i] = rest > 0 ? binomialDeviate(source, left, counts[i]! / rest) : 0;
      left -= drawn[i]!;
      rest -= counts[i]!;
    }
    return effectiveNumber(drawn);
  };
  const found = bootstrapInterval(value, n, replicate, () => [], {
    ...options,
    replicates,
    method: "percentile",
  });
  return found && { ...found, low: Math.min(found.low, value), high: Math.max(found.high, value) };
}
