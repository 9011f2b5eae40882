import { benjaminiHochberg } from "../stats/benjamini-hochberg.js";
import { hypergeometricTail } from "./hypergeometric-tail.js";

export interface OverRepresentation {
  readonly group: string;
  readonly value: string;
  /** Members of the group with the value, of all members of the group. */
  readonly count: number;
  readonly groupSize: number;
  /** Members of any group with the value, of all members. */
  readonly overall: number;
  readonly members: number;
  /** Share in the group over the share among all. */
  readonly lift: number;
  /** Chance of at least this count, were the group drawn at random (hypergeometric). */
  readonly p: number;
  /** p adjusted for all groups and values tested (Benjamini and Hochberg). */
  readonly q: number;
}

export interface OverRepresentationOptions {
  /** Values that fewer members hold are not tested. Default 5. */
  readonly minOverall?: number;
}

/**
 * Which values (tasks, libraries, languages) stand out in which groups: one row a group and value that some member of
 * the group holds, smallest q first, ties by group, then lift. Member i is in `groups[i]` and holds `values[i]`;
 * repeated values of a member count once; a member without values counts in the sizes.
 * @throws RangeError where the columns differ in length
 */
export function overRepresentation(
  groups: ArrayLike<string | number>,
  values: ArrayLike<readonly string[]>,
  { minOverall = 5 }: OverRepresentationOptions = {},
): OverRepresentation[] {
  if (groups.length !== values.length) {
    throw new RangeError(
      `overRepresentation: ${groups.length} groups against ${values.length} lists of values`,
    );
  }
  const members = groups.length;
  const groupSizes = new Map<string, number>();
  const overall = new Map<string, number>();
  const counts = new Map<string, Map<string, number>>();
  for (let i = 0; i < members; i++) {
    const group = String(groups[i]);
    groupSizes.set(group, (groupSizes.get(group) ?? 0) + 1);
    const own = counts.get(group) ?? new Map<string, number>();
    counts.set(group, own);
    for (const value of new Set(values[i])) {
      overall.set(value, (overall.get(value) ?? 0) + 1);
      own.set(value, (own.get(value) ?? 0) + 1);
    }
  }
  const rows = [...counts].flatMap(([group, own]) =>
    [...own]
      .filter(([value]) => overall.get(value)! >= minOverall)
      .map(([value, count]) => {
        const groupSize = groupSizes.get(group)!;
        const all = overall.get(value)!;
        return {
          group,
          value,
          count,
          groupSize,
          overall: all,
          members,
          lift: count / groupSize / (all / members),
          p: hypergeometricTail(count, groupSize, all, members),
        };
      }),
  );
  const q = benjaminiHochberg(rows.map(({ p }) => p));
  return rows
    .map((row, i) => ({ ...row, q: q[i]! }))
    .sort(
      (a, b) =>
        a.q - b.q || a.p - b.p || (a.group < b.group ? -1 : a.group > b.group ? 1 : 0) || b.lift - a.lift,
    );
}
