import type { Random } from "./random.js";

/**
 * Gamma deviate of the given shape, scale 1 (Marsaglia and Tsang 2000, ACM TOMS 26:3); a shape under 1 by a power of a
 * uniform deviate.
 */
export function gammaDeviate(chance: Random, shape: number): number {
  if (shape < 1) return gammaDeviate(chance, shape + 1) * (1 - chance.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = chance.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
