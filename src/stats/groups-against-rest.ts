import { type CliffsDelta, cliffsDelta } from "./cliffs-delta.js";
import { holm } from "./holm.js";
import { mannWhitney } from "./mann-whitney.js";

export interface GroupAgainstRest {
  readonly group: number;
  readonly measure: string;
  /** Members of the group with a known value. */
  readonly members: number;
  readonly delta: CliffsDelta;
  /** Mann-Whitney, adjusted by Holm over all groups and measures compared. */
  readonly p: number;
}

/**
 * Compares each group with all other cases on each measure: Cliff's delta, and the Mann-Whitney test corrected by Holm over
 * everything compared. Unknown values (null) are left out. Groups of fewer than `minMembers` known values are not compared.
 * In order of groups, then measures.
 * @throws RangeError where a measure is not one value a case
 */
export function groupsAgainstRest(
  groupOf: ArrayLike<number>,
  measures: Readonly<Record<string, readonly (number | null)[]>>,
  { minMembers = 30 }: { minMembers?: number } = {},
): GroupAgainstRest[] {
  const groups = [...new Set(Array.from(groupOf))].sort((a, b) => a - b);
  const compared = groups.flatMap((group) =>
    Object.entries(measures).flatMap(([measure, values]) => {
      if (values.length !== groupOf.length) {
        throw new RangeError(
          `groupsAgainstRest: ${values.length} values of ${measure} for ${groupOf.length} cases`,
        );
      }
      const [own, rest]: [number[], number[]] = [[], []];
      values.forEach((value, i) => {
        if (value !== null) (groupOf[i] === group ? own : rest).push(value);
      });
      const [test, delta] = [mannWhitney(own, rest), cliffsDelta(own, rest)];
      if (own.length < minMembers || !test || !delta) return [];
      return [{ group, measure, members: own.length, delta, p: test.p }];
    }),
  );
  const adjusted = holm(compared.map(({ p }) => p));
  return compared.map((row, i) => ({ ...row, p: adjusted[i]! }));
}
