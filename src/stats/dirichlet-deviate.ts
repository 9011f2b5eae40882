import type { Random } from "./random.js";

/**
 * Shares that sum to 1, drawn from the Dirichlet distribution with the given shapes: gamma deviates over their sum. None
 * for no shapes.
 * @throws RangeError on a shape that is not above 0
 */
export function dirichletDeviate(chance: Random, shapes: readonly number[]): number[] {
  const wrong = shapes.find((shape) => !(shape > 0 && Number.isFinite(shape)));
  if (wrong !== undefined)
    throw new RangeError(`dirichletDeviate: a shape is ${wrong}; shapes must be finite and above 0`);
  const parts = shapes.map((shape) => gammaDeviate(chance, shape));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** Marsaglia and Tsang (2000, ACM TOMS 26:3); a shape under 1 by a power of a uniform deviate. */
function gammaDeviate(chance: Random, shape: number): number {
  if (shape < 1) return gammaDeviate(chance, shape + 1) * (1 - chance.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = chance.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - chance.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
