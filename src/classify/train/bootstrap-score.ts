import { random } from "../../stats/random.js";

export interface ScoreInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A score over items with its 95 % percentile interval from resampling whole groups (models, or single items where each
 * is its own group): items of a group err together. Resamples on which the score is NaN do not count.
 */
export function bootstrapScore(
  groups: readonly (readonly number[])[],
  score: (items: readonly number[]) => number,
  seed: number,
  resamples = 1000,
): ScoreInterval {
  const chance = random(`score/${seed}`);
  const values: number[] = [];
  for (let r = 0; r < resamples; r++) {
    const value = score(groups.flatMap(() => groups[chance.int(groups.length)]!));
    if (!Number.isNaN(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (p: number) => values[Math.round(p * (values.length - 1))] ?? Number.NaN;
  return { value: score(groups.flat()), low: at(0.025), high: at(0.975) };
}
