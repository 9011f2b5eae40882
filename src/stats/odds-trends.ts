import { benjaminiHochberg } from "./benjamini-hochberg.js";
import type { Numbers } from "./numbers.js";
import { ols } from "./ols.js";

export interface OddsTrend {
  name: string;
  /** Change of the log odds a period, with its 95% interval. */
  value: number;
  low: number;
  high: number;
  /** Cases of this kind over all periods. */
  cases: number;
  p: number;
  /** p adjusted over all kinds (Benjamini and Hochberg 1995). */
  q: number;
  verdict: "gains" | "loses" | "no clear trend";
}

/**
 * Which kinds gain share of the whole over consecutive periods: the slope of the log odds (Haldane's half added to either
 * side, so that an empty period counts) by least squares with robust errors, one kind at a time, corrected for the number
 * of kinds. A gain of one kind is a loss of others: the slopes are not independent. Over a dozen periods p is too small
 * (below 0.05 in 7% of samples without a trend), over 36 it is not (docs/methods.md). Steepest gain first.
 * @throws RangeError where lengths differ, a count exceeds its total, or there are fewer than three periods
 */
export function oddsTrends(
  kinds: readonly { readonly name: string; readonly counts: Numbers }[],
  totals: Numbers,
  { rate = 0.05 }: { rate?: number } = {},
): OddsTrend[] {
  const place = Array.from({ length: totals.length }, (_, t) => t);
  const slopes = kinds.map(({ name, counts }) => {
    if (counts.length !== totals.length) {
      throw new RangeError(`oddsTrends: ${counts.length} counts of ${name} for ${totals.length} totals`);
    }
    const odds = place.map((t) => {
      const rest = totals[t]! - counts[t]!;
      if (!(counts[t]! >= 0 && rest >= 0)) {
        throw new RangeError(`oddsTrends: ${counts[t]} of ${totals[t]} in period ${t} of ${name}`);
      }
      return Math.log((counts[t]! + 0.5) / (rest + 0.5));
    });
    const { estimate, low, high, p } = ols(odds, { period: place }).coefficients[1]!;
    return { name, value: estimate, low, high, cases: place.reduce((sum, t) => sum + counts[t]!, 0), p };
  });
  const q = benjaminiHochberg(slopes.map(({ p }) => p));
  return slopes
    .map((slope, i) => ({ ...slope, q: q[i]!, verdict: verdictOf(slope.value, q[i]! < rate) }))
    .sort((a, b) => b.value - a.value);
}

function verdictOf(slope: number, isClear: boolean): OddsTrend["verdict"] {
  if (!isClear) return "no clear trend";
  return slope > 0 ? "gains" : "loses";
}
