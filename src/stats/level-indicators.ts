import { groupBy } from "./group-by.js";

/**
 * Columns of 0 and 1 for a regression, one for each of the `most` largest groups after the commonest, which is the one
 * compared with: `{ "library: keras": [0, 1, …] }` for `what` "library". Groups of one size come in order of first sight.
 */
export function levelIndicators(
  what: string,
  groups: readonly string[],
  { most = 4 } = {},
): Record<string, number[]> {
  const bySize = groupBy(groups, (group) => group).sort((a, b) => b[1].length - a[1].length);
  return Object.fromEntries(
    bySize
      .slice(1, 1 + most)
      .map(([level]) => [`${what}: ${level}`, groups.map((group) => Number(group === level))]),
  );
}
