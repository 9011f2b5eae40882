import { binomialDeviate } from "./binomial-deviate.js";
import type { Random } from "./random.js";
import type { ValueCounts } from "./value-counts.js";

/** Up to this count, drawing cases one by one is cheaper than one binomial deviate. */
const RARE = 16;

/**
 * A sampler of bootstrap tables: each call draws n cases (or `size`) with replacement (an exact multinomial over the distinct
 * values) into one table that later calls overwrite. Rare values are drawn case by case, common ones by conditional
 * binomials, so a draw from 760,000 cases costs about as much as the table is long.
 */
export function resampleCounts(table: ValueCounts, random: Random): (size?: number) => ValueCounts {
  const { values, counts, n } = table;
  const common: number[] = [];
  const rareCases: number[] = [];
  counts.forEach((count, i) => {
    if (count > RARE) common.push(i);
    else for (let k = 0; k < count; k++) rareCases.push(i);
  });
  const cases = Uint32Array.from(rareCases);
  const drawn = new Float64Array(values.length);
  return (size = n) => {
    drawn.fill(0);
    let left = size;
    let leftSource = n;
    for (const i of common) {
      const count = leftSource === counts[i] ? left : binomialDeviate(random, left, counts[i]! / leftSource);
      drawn[i] = count;
      left -= count;
      leftSource -= counts[i]!;
    }
    for (let k = 0; k < left; k++) drawn[cases[random.int(cases.length)]!]!++;
    return { values, counts: drawn, n: size };
  };
}
