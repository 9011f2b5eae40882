import { random } from "../stats/index.js";
import { licenceMove } from "./licence-move.js";
import { licenceStep } from "./licence-step.js";

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
  const names = [...new Set(pairs.flat())];
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const bases = Uint16Array.from(pairs, ([base]) => codeOf.get(base)!);
  const licences = pairs.map(([, child]) => codeOf.get(child)!);
  // What each two licences are to each other is looked up once, not once a pair and deal.
  const steps = names.map((base) => names.map((child) => licenceStep(base, child)));
  const moves = names.map((base) => names.map((child) => licenceMove(base, child)));
  const conflict: number[] = [];
  const loosenings: number[] = [];
  for (let deal = 0; deal < deals; deal++) {
    chance.shuffle(licences);
    const counts = { compared: 0, conflict: 0, loosened: 0, tightened: 0 };
    for (let i = 0; i < pairs.length; i++) {
      const step = steps[bases[i]!]![licences[i]!]!;
      const move = moves[bases[i]!]![licences[i]!];
      if (step) counts.compared++;
      if (step === "conflict") counts.conflict++;
      if (move) counts[move]++;
    }
    if (counts.compared > 0) conflict.push(counts.conflict / counts.compared);
    const moved = counts.loosened + counts.tightened;
    if (moved > 0) loosenings.push(counts.loosened / moved);
  }
  return { conflict: Float64Array.from(conflict).sort(), loosened: Float64Array.from(loosenings).sort() };
}
