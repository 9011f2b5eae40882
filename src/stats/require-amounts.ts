import type { Numbers } from "./numbers.js";

/** Throws unless every value is an amount of which shares make sense: finite and not negative. */
export function requireAmounts(values: Numbers, where: string): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= 0 && value < Infinity)) {
      throw new RangeError(`${where}: ${value} is no amount; shares need finite values of at least 0`);
    }
  }
}
