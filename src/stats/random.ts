/** A seeded source of chance: the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Standard normal deviate. */
  normal(): number;
  /** Exponential deviate with mean 1. */
  exponential(): number;
  /** Poisson deviate; exact for every mean, normal-free. */
  poisson(mean: number): number;
  /** Shuffles in place (Fisher-Yates) and returns the array. */
  shuffle<T>(items: T[]): T[];
  /** An independent stream, a function of this seed and the label alone, however far this stream has run. */
  fork(label: string): Random;
}

/**
 * xoshiro128** (Blackman and Vigna 2021, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47:4),
 * its state filled by SplitMix32 from the seed. Seeds are any number or string.
 */
export function random(seed: number | string): Random {
  const text = typeof seed === "number" ? `n${seed}` : `s${seed}`;
  let fill = hash32(text);
  const splitmix = () => {
    fill = (fill + 0x9e3779b9) | 0;
    let z = fill ^ (fill >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();

  const bits32 = () => {
    let result = Math.imul(b, 5);
    result = Math.imul((result << 7) | (result >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  const next = () => ((bits32() >>> 5) * 67108864 + (bits32() >>> 6)) / 9007199254740992;
  const exponential = () => -Math.log1p(-next());

  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * next() - 1;
      v = 2 * next() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    spare = v * scale;
    return u * scale;
  };

  const poisson = (mean: number): number => {
    // Sums of independent Poisson deviates are Poisson: large means are split so that exp(-mean) stays above 0.
    let left = mean;
    let count = 0;
    while (left > 0) {
      const part = Math.min(left, 500);
      left -= part;
      const threshold = Math.exp(-part);
      let product = next();
      while (product > threshold) {
        count++;
        product *= next();
      }
    }
    return count;
  };

  const int = (n: number) => Math.floor(next() * n);

  return {
    next,
    int,
    normal,
    exponential,
    poisson,
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = int(i + 1);
        [items[i], items[j]] = [items[j]!, items[i]!];
      }
      return items;
    },
    fork: (label) => random(`${text}/${label}`),
  };
}

/** FNV-1a with a final avalanche, so that seeds that differ in one character start far apart. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
