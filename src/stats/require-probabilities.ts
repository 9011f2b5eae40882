/** Throws unless every value is a probability. */
export function requireProbabilities(values: ArrayLike<number>, where: string): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!(typeof value === "number" && value >= 0 && value <= 1)) {
      throw new RangeError(`${where}: value ${i} is ${String(value)} and no probability`);
    }
  }
}
