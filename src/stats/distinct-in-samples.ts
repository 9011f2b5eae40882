import type { Estimate } from "./estimate.js";
import { quantile } from "./quantile.js";
import { random } from "./random.js";

/**
 * How many different labels a random sample (with replacement) of `size` cases holds: the median of many samples, with
 * the range of 95% of them as low and high. What a study of so many cases would have counted; `n` is the size. Null where
 * there are no labels.
 * @throws RangeError unless size and samples are whole and above zero
 */
export function distinctInSamples(
  labels: ArrayLike<string | number>,
  { size, samples = 200, seed }: { size: number; samples?: number; seed: number | string },
): Estimate | null {
  for (const [name, value] of Object.entries({ size, samples })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`distinctInSamples: ${name} ${value} is not a whole number above zero`);
    }
  }
  if (labels.length === 0) return null;
  const chance = random(seed);
  const counts = Array.from({ length: samples }, () => {
    const seen = new Set<string | number>();
    for (let i = 0; i < size; i++) seen.add(labels[chance.int(labels.length)]!);
    return seen.size;
  });
  const at = (p: number) => quantile(counts, p)!;
  return { value: at(0.5), low: at(0.025), high: at(0.975), n: size, level: 0.95 };
}
