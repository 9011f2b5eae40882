import { gammaDeviate } from "./gamma-deviate.js";
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
