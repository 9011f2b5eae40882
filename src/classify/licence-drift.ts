import { type LicenceClass, licenceClass, licenceClasses } from "./licence-class.js";
import { licenceMove } from "./licence-move.js";
import { type LicenceStep, licenceStep } from "./licence-step.js";

export interface LicenceDrift {
  readonly pairs: number;
  readonly steps: Readonly<Record<LicenceStep, number>>;
  /** Pairs whose licences cannot be compared: one is unstated or of unknown class. */
  readonly unknown: number;
  /** Pairs by class of the base (row) and of the child (column), in the order of licenceClasses. */
  readonly classes: readonly (readonly number[])[];
  /** From restrictive to permissive or copyleft, and the other way. */
  readonly loosened: number;
  readonly tightened: number;
}

/** What becomes of licences from base to child, over pairs of licences as the Hub names them. */
export function licenceDrift(
  pairs: Iterable<readonly [base: string | null, child: string | null]>,
): LicenceDrift {
  const steps = { kept: 0, allowed: 0, conflict: 0, unclear: 0 };
  const classes = licenceClasses.map(() => licenceClasses.map(() => 0));
  const place = (name: LicenceClass) => licenceClasses.indexOf(name);
  const moves = { loosened: 0, tightened: 0 };
  let count = 0;
  let unknown = 0;
  for (const [base, child] of pairs) {
    count++;
    classes[place(licenceClass(base))]![place(licenceClass(child))]!++;
    const step = licenceStep(base, child);
    if (step) steps[step]++;
    else unknown++;
    const move = licenceMove(base, child);
    if (move) moves[move]++;
  }
  return {
    pairs: count,
    steps,
    unknown,
    classes,
    ...moves,
  };
}
