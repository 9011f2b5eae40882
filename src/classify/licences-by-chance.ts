import { random } from "../stats/index.js";
import { licenceDrift } from "./licence-drift.js";

export interface LicencesByChance {
  /** Shares of conflicts among comparable pairs, one a deal, ascending. */
  readonly conflict: Float64Array;
  /** Shares of loosening among the moves into or out of restrictive terms, one a deal with such moves, ascending. */
  readonly loosened: Float64Array;
}

/**
 * What licence drift looks like where a child's licence knows nothing of its base: the children's licences are dealt to
 * the pairs at random, again and again, so that both margins stay as they are.
 */
export function licencesByChance(
  pairs: readonly (readonly [base: string | null, child: string | null])[],
  { seed, deals = 200 }: { seed: number | string; deals?: number },
): LicencesByChance {
  const chance = random(seed);
  const licences = pairs.map(([, child]) => child);
  const conflict: number[] = [];
  const loosenings: number[] = [];
  for (let deal = 0; deal < deals; deal++) {
    chance.shuffle(licences);
    const { steps, unknown, loosened, tightened } = licenceDrift(
      pairs.map(([base], i) => [base, licences[i]!] as const),
    );
    if (pairs.length > unknown) conflict.push(steps.conflict / (pairs.length - unknown));
    if (loosened + tightened > 0) loosenings.push(loosened / (loosened + tightened));
  }
  return { conflict: Float64Array.from(conflict).sort(), loosened: Float64Array.from(loosenings).sort() };
}
