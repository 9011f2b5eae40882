import type { BootstrapEstimate, BootstrapOptions } from "./bootstrap-interval.js";
import { bootstrapRows } from "./bootstrap-rows.js";

/**
 * The share of rows for which `hits` is true, with a bootstrap interval over clusters: rows of one cluster (models built on
 * one base) are not independent, and Wilson's interval would be too short. Null for no rows.
 * @throws RangeError where the columns differ in length
 */
export function clusteredShare(
  hits: ArrayLike<boolean>,
  clusters: ArrayLike<string | number>,
  options: BootstrapOptions,
): BootstrapEstimate | null {
  return bootstrapRows(
    hits.length,
    (rows) => {
      let count = 0;
      for (const row of rows) if (hits[row]) count++;
      return rows.length === 0 ? null : count / rows.length;
    },
    { ...options, clusters },
  );
}
