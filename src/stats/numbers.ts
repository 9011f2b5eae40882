import { sortOrder } from "./sort-order.js";

/** A column of numbers: an array or any typed array of Number (not BigInt). */
export type Numbers = ArrayLike<number>;

/**
 * Throws unless every value is a finite number. Unknown values (null, NaN) have no place in a statistic: the
 * caller leaves them out and says how many, because a silent drop would change a denominator.
 */
export function requireFinite(values: Numbers, where: string): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw notANumber(values[i], i, where, "a finite number");
  }
}

/** As requireFinite, but infinities pass: an order does not need distances. */
export function requireOrdered(values: Numbers, where: string): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number" || Number.isNaN(value)) throw notANumber(value, i, where, "a number");
  }
}

/** A copy in ascending order. */
export function ascending(values: Numbers): Float64Array {
  if (values.length < 20_000) return Float64Array.from(values).sort();
  const order = sortOrder(values);
  const sorted = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[i] = values[order[i]!]!;
  return sorted;
}

/** Throws unless level is a confidence level, such as 0.95. */
export function requireLevel(level: number, where: string): void {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`${where}: level must lie between 0 and 1, such as 0.95, and is ${level}`);
  }
}

/** Throws unless two columns that belong together row by row have one length. */
export function requireSameLength(a: ArrayLike<unknown>, b: ArrayLike<unknown>, where: string): void {
  if (a.length !== b.length) {
    throw new RangeError(`${where}: ${a.length} and ${b.length} values cannot be paired; pass one length`);
  }
}

function notANumber(value: unknown, index: number, where: string, wanted: string): RangeError {
  if (typeof value === "bigint") {
    return new RangeError(
      `${where}: value ${index} is the BigInt ${value}; cast the column to DOUBLE or Number first`,
    );
  }
  return new RangeError(
    `${where}: value ${index} is ${String(value)} and not ${wanted}; leave unknown values out first and count them`,
  );
}
