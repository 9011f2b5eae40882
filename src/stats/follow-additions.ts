import { type Arrival, additionsByAge } from "./additions-by-age.js";
import { cumulativeFit } from "./cumulative-fit.js";
import { fitCitation } from "./fit-citation.js";
import { fitExponential } from "./fit-exponential.js";
import type { GrowthFit } from "./growth-fit.js";

/** What came to one parent in each month of its age, and the curves fitted to it. */
export interface FollowedAdditions<Key> {
  readonly parent: Key;
  readonly additions: readonly number[];
  readonly citation: GrowthFit;
  readonly exponential: GrowthFit;
  /** Share of the variance of the running total that the citation curve explains. */
  readonly explained: number | null;
}

export interface FollowOptions {
  readonly asOfMs: number;
  /** Least whole months of age. Default 6. */
  readonly months?: number;
  /** Least arrivals in them. Default 30. */
  readonly arrivals?: number;
}

/**
 * The citation curve (fitCitation) beside exponential additions for every parent that is old enough and to which enough
 * came. `followed` counts such parents; those of which a curve cannot be fitted are not in `fits`.
 */
export function followAdditions<Key>(
  arrivals: Iterable<Arrival<Key>>,
  { asOfMs, months = 6, arrivals: least = 30 }: FollowOptions,
): { readonly followed: number; readonly fits: readonly FollowedAdditions<Key>[] } {
  const fits: FollowedAdditions<Key>[] = [];
  let followed = 0;
  for (const [parent, additions] of additionsByAge(arrivals, asOfMs)) {
    const sum = additions.reduce((total, count) => total + count, 0);
    if (additions.length < months || sum < least) continue;
    followed++;
    const [citation, exponential] = [fitCitation(additions), fitExponential(additions)];
    if (!citation || !exponential) continue;
    const explained = cumulativeFit(additions, citation.expected);
    fits.push({ parent, additions, citation, exponential, explained });
  }
  return { followed, fits };
}
