import { share } from "../stats/share.js";
import type { Place } from "./axis.js";
import { estimateLine } from "./estimate-series.js";
import type { LineSeries } from "./line-figure.js";

/**
 * A line of shares, one a place: counts over totals, with Wilson's 95% interval as a ribbon. A place with total 0 is a
 * gap, for a share of nothing is unknown.
 * @throws RangeError where a count is not between 0 and its total
 */
export function shareLine(
  name: string,
  x: readonly Place[],
  counts: ArrayLike<number>,
  totals: ArrayLike<number>,
  look: Pick<LineSeries, "muted" | "dashed"> = {},
): LineSeries {
  return estimateLine(
    name,
    x,
    x.map((_, i) => share(counts[i]!, totals[i]!)),
    look,
  );
}
