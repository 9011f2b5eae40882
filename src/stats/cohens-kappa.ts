import type { Estimate } from "./estimate.js";
import { normalQuantile } from "./normal.js";
import { requireLevel, requireSameLength } from "./numbers.js";

export interface CohensKappa extends Estimate {
  /** Share of items on which the two agree. */
  agreement: number;
  /** Share expected by chance from their margins. */
  chance: number;
}

/**
 * Cohen's kappa (1960), the agreement of two coders beyond chance, with the large-sample interval of Fleiss, Cohen and
 * Everitt (1969). Labels are names only. Null for no items, or when both use one and the same label throughout, where
 * chance alone explains everything.
 * @throws RangeError when the lengths differ
 */
export function cohensKappa(
  a: ArrayLike<string | number | boolean>,
  b: ArrayLike<string | number | boolean>,
  { level = 0.95 }: { level?: number } = {},
): CohensKappa | null {
  requireLevel(level, "cohensKappa");
  requireSameLength(a, b, "cohensKappa");
  const n = a.length;
  const margins = new Map<string | number | boolean, { inA: number; inB: number; both: number }>();
  const margin = (label: string | number | boolean) => {
    let found = margins.get(label);
    if (!found) {
      found = { inA: 0, inB: 0, both: 0 };
      margins.set(label, found);
    }
    return found;
  };
  for (let i = 0; i < n; i++) {
    margin(a[i]!).inA += 1 / n;
    margin(b[i]!).inB += 1 / n;
    if (a[i] === b[i]) margin(a[i]!).both += 1 / n;
  }
  let agreement = 0;
  let chance = 0;
  for (const { inA, inB, both } of margins.values()) {
    agreement += both;
    chance += inA * inB;
  }
  if (n === 0 || chance > 1 - 1e-12) return null;
  const value = (agreement - chance) / (1 - chance);
  let onDiagonal = 0;
  for (const { inA, inB, both } of margins.values()) {
    onDiagonal += both * (1 - (inA + inB) * (1 - value)) ** 2;
  }
  let offDiagonal = 0;
  for (let i = 0; i < n; i++) {
    if (a[i] !== b[i]) offDiagonal += (margin(a[i]!).inB + margin(b[i]!).inA) ** 2 / n;
  }
  const variance =
    (onDiagonal + (1 - value) ** 2 * offDiagonal - (value - chance * (1 - value)) ** 2) /
    (n * (1 - chance) ** 2);
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt(Math.max(0, variance));
  return {
    value,
    low: Math.max(-1, value - half),
    high: Math.min(1, value + half),
    n,
    level,
    agreement,
    chance,
  };
}
