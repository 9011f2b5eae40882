/** Counts by period and key, as countOverTime gives them. */
interface Counts {
  readonly totals: readonly number[];
  readonly keys: readonly string[];
  of(key: string): readonly number[];
}

/**
 * How many tags of a family a model made in each period carries in the mean: the uses of the family's tags over the models
 * made. A family without tags has zeros; a period without models NaN, as a mean over nothing is unknown.
 */
export function familyRates(
  { totals, keys, of }: Counts,
  familyOf: ReadonlyMap<string, string>,
): (family: string) => number[] {
  const uses = new Map<string, number[]>();
  for (const tag of keys) {
    const family = familyOf.get(tag);
    if (family === undefined) continue;
    const line = uses.get(family) ?? totals.map(() => 0);
    uses.set(family, line);
    of(tag).forEach((count, t) => {
      line[t]! += count;
    });
  }
  return (family) => totals.map((models, t) => (uses.get(family)?.[t] ?? 0) / models);
}
