/**
 * A seeded source of chance: the same seed gives the same stream on every machine. Call its functions on it, or hand on
 * `() => chance.next()`: they are not bound.
 */
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
  return new Xoshiro(typeof seed === "number" ? `n${seed}` : `s${seed}`);
}

/** A class, as a simulation makes several streams a model: one object is much cheaper than a closure a method. */
class Xoshiro implements Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spare = Number.NaN;

  constructor(private readonly text: string) {
    const fill = hash32(text);
    this.a = splitmix(fill + 0x9e3779b9);
    this.b = splitmix(fill + 2 * 0x9e3779b9);
    this.c = splitmix(fill + 3 * 0x9e3779b9);
    this.d = splitmix(fill + 4 * 0x9e3779b9);
  }

  private bits32(): number {
    const { a, b, c, d } = this;
    let result = Math.imul(b, 5);
    result = Math.imul((result << 7) | (result >>> 25), 9);
    const third = c ^ a;
    const fourth = d ^ b;
    this.b = b ^ third;
    this.a = a ^ fourth;
    this.c = third ^ (b << 9);
    this.d = (fourth << 11) | (fourth >>> 21);
    return result >>> 0;
  }

  next(): number {
    return ((this.bits32() >>> 5) * 67108864 + (this.bits32() >>> 6)) / 9007199254740992;
  }

  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  exponential(): number {
    return -Math.log1p(-this.next());
  }

  normal(): number {
    const { spare } = this;
    if (!Number.isNaN(spare)) {
      this.spare = Number.NaN;
      return spare;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * this.next() - 1;
      v = 2 * this.next() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    this.spare = v * scale;
    return u * scale;
  }

  poisson(mean: number): number {
    // Sums of independent Poisson deviates are Poisson: large means are split so that exp(-mean) stays above 0.
    let left = mean;
    let count = 0;
    while (left > 0) {
      const part = Math.min(left, 500);
      left -= part;
      const threshold = Math.exp(-part);
      let product = this.next();
      while (product > threshold) {
        count++;
        product *= this.next();
      }
    }
    return count;
  }

  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [items[i], items[j]] = [items[j]!, items[i]!];
    }
    return items;
  }

  fork(label: string): Random {
    return random(`${this.text}/${label}`);
  }
}

/** The word that SplitMix32 gives for a state. */
function splitmix(state: number): number {
  const fill = state | 0;
  let z = fill ^ (fill >>> 16);
  z = Math.imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = Math.imul(z, 0x735a2d97);
  return z ^ (z >>> 15);
}

/** FNV-1a with a final avalanche, so that seeds that differ in one character start far apart. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
