import type { StudyResult } from "../record.js";
import type { Bound, Expectation } from "./claim.js";
import { estimateText, numberText } from "./row-text.js";

/** How a result stands to what a claim says of it. */
export type Outcome = "agrees" | "agrees in direction" | "disagrees" | "undecided";

export interface OutcomeOptions {
  /** Share of a published number by which ours may miss it and still agree. Default 0.1. */
  readonly margin?: number;
}

export interface JudgedResult {
  readonly outcome: Outcome;
  /** One clause with the numbers: "51.9% [51.8%, 52.1%] lies below 70%, above 50%". */
  readonly because: string;
}

type Measured = Pick<StudyResult, "value" | "low" | "high" | "unit">;

/**
 * Compares a result with what a claim says of it.
 *
 * - A text or truth value agrees if it is the published one, and disagrees otherwise.
 * - A bound: the result agrees if its whole interval lies beyond the bound, disagrees if all of it lies short of it, and
 *   is undecided in between. Where a weaker bound gives the claim's direction, keeping that one is agreement in direction.
 * - A number: the result agrees if its interval, widened by the margin, a share of the published number (of the nearer of x and 1 − x
 *   for a share) or by its rounding, whichever is more, covers the published number, and is not wider than that number
 *   itself (an interval that wide would cover anything). Otherwise its direction decides; without one it disagrees, or
 *   is undecided where it is too wide.
 *
 * A result without an interval (a count of all there is) is an interval of no width.
 */
export function outcomeOf(
  expected: Expectation,
  result: Measured,
  { margin: share = 0.1 }: OutcomeOptions = {},
): JudgedResult {
  if ("is" in expected) {
    const same = String(result.value) === String(expected.is);
    return {
      outcome: same ? "agrees" : "disagrees",
      because: `found "${result.value}", published "${expected.is}"`,
    };
  }
  if (typeof result.value !== "number") {
    throw new TypeError(`The claim speaks of a number, and the result is "${result.value}".`);
  }
  const interval = { low: result.low ?? result.value, high: result.high ?? result.value };
  const show = (value: number) => numberText(value, result.unit);
  const ours = estimateText({ ...result, estimate: result.value });
  const byDirection = (otherwise: Outcome): JudgedResult => {
    const { direction } = expected;
    if (!direction) return { outcome: otherwise, because: `${ours} against ${published}` };
    const side = sideOf(direction, interval);
    const outcomes = { beyond: "agrees in direction", short: "disagrees", across: "undecided" } as const;
    return {
      outcome: outcomes[side],
      because: `${ours} against ${published}, and ${sideWord(side)} ${boundText(direction, show)}`,
    };
  };
  let published: string;
  if ("near" in expected) {
    const { near, rounding } = expected;
    const size = result.unit === "share" ? Math.min(near, 1 - near) : Math.abs(near);
    const margin = Math.max(rounding, share * size);
    published = show(near);
    const wide = interval.high - interval.low > size;
    const covers = interval.low - margin <= near && near <= interval.high + margin;
    if (covers && !wide) return { outcome: "agrees", because: `${ours} against ${published}` };
    return byDirection(covers ? "undecided" : "disagrees");
  }
  published = boundText(expected, show);
  const side = sideOf(expected, interval);
  if (side === "beyond") return { outcome: "agrees", because: `${ours} is ${published}` };
  return byDirection(side === "short" ? "disagrees" : "undecided");
}

type Side = "beyond" | "short" | "across";

function sideOf(bound: Bound, { low, high }: { low: number; high: number }): Side {
  if ("above" in bound) return low > bound.above ? "beyond" : high <= bound.above ? "short" : "across";
  return high < bound.below ? "beyond" : low >= bound.below ? "short" : "across";
}

const boundText = (bound: Bound, show: (value: number) => string) =>
  "above" in bound ? `above ${show(bound.above)}` : `below ${show(bound.below)}`;

const sideWord = (side: Side) => ({ beyond: "is", short: "is not", across: "is not surely" })[side];
