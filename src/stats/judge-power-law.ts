import { comparePowerLaw, type PowerLawRival } from "./compare-power-law.js";
import type { Numbers } from "./numbers.js";
import {
  type PowerLawGoodness,
  type PowerLawGoodnessOptions,
  powerLawGoodness,
} from "./power-law-goodness.js";
import { type ValueCounts, valueCounts } from "./value-counts.js";

export interface JudgedPowerLaw extends PowerLawGoodness {
  /** "ruled out" where the goodness-of-fit test gives p < 0.1 (Clauset, Shalizi and Newman 2009). */
  verdict: "ruled out" | "not ruled out";
  rivals: PowerLawRival[];
  /** All values, as a table. */
  values: ValueCounts;
  /**
   * The fitted law's share of values at or above each place, over all values, in the continuous approximation (Clauset et al., equation 3.7's half step); places
   * run from the lower bound to the largest value, evenly in their logarithm.
   */
  line(places?: number): { x: number[]; y: number[] };
}

/** A discrete power law of the tail, its goodness of fit, its rivals on the same tail, and the law to draw. Null where fitPowerLaw is. */
export function judgePowerLaw(
  values: Numbers | ValueCounts,
  options: PowerLawGoodnessOptions,
): JudgedPowerLaw | null {
  const table = valueCounts(values);
  const tested = powerLawGoodness(table, options);
  if (!tested) return null;
  const { xmin, tail, alpha } = tested.fit;
  const largest = table.values[table.values.length - 1]!;
  return {
    ...tested,
    verdict: tested.p.value < 0.1 ? "ruled out" : "not ruled out",
    rivals: comparePowerLaw(table, tested.fit),
    values: table,
    line(places = 40) {
      const x = Array.from({ length: places }, (_, i) =>
        Math.round(xmin * (largest / xmin) ** (i / (places - 1))),
      );
      return {
        x,
        y: x.map((value) => (tail / table.n) * ((value - 0.5) / (xmin - 0.5)) ** (1 - alpha.value)),
      };
    },
  };
}
