import { gammaDeviate } from "../stats/gamma-deviate.js";
import type { Random } from "../stats/index.js";

/** Uniform in [0, 1) from whole numbers alone: chance that needs no stream (murmur3's finaliser over the words). */
export function hashUnit(...words: readonly number[]): number {
  let hash = 0x9747b28c;
  for (const word of words) {
    hash = mix(hash ^ (word | 0));
    hash = mix(hash ^ (Math.floor(word / 4294967296) | 0) ^ 0x5bd1e995);
  }
  return (mix(hash) >>> 0) / 4294967296;
}

function mix(value: number): number {
  let x = (value + 0x6d2b79f5) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Index drawn with the given weights, from a uniform u. */
export function pickIndex(weights: readonly number[], u: number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let left = u * total;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[random.int(items.length)]!;
}

/** Index of a Zipf-like choice among n: weight 1 / (rank + shift). */
export function zipfIndex(n: number, shift: number, random: Random): number {
  const low = Math.log(shift);
  return Math.min(n - 1, Math.floor(Math.exp(low + random.next() * (Math.log(n + shift) - low)) - shift));
}

/** Poisson deviate; above 1,000 its normal approximation, whose error is below a count. */
export function countDeviate(mean: number, random: Random): number {
  if (mean < 1000) return random.poisson(mean);
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
}

/** A count with the given mean and more spread than Poisson: negative binomial with the given shape. */
export function spreadCount(mean: number, shape: number, random: Random): number {
  return mean > 0 ? countDeviate((gammaDeviate(random, shape) * mean) / shape, random) : 0;
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
