import { describe, expect, it } from "vitest";
import { cliffsDelta, groupBy, groupsAgainstRest, holm, mannWhitney } from "../../src/stats/index.js";

describe("groupBy", () => {
  it("keeps the order of first sight, and of the values", () => {
    expect(groupBy([5, 2, 7, 4], (value) => value % 2)).toEqual([
      [1, [5, 7]],
      [0, [2, 4]],
    ]);
    expect(groupBy([], String)).toEqual([]);
  });
});

describe("groupsAgainstRest", () => {
  const groupOf = [0, 0, 0, 1, 1, 1, 1, 2];
  const likes = [9, 8, null, 1, 2, 3, 0, 5];

  it("is Cliff's delta and Mann-Whitney of each group against all others, p by Holm", () => {
    const rows = groupsAgainstRest(groupOf, { likes }, { minMembers: 2 });
    expect(rows.map(({ group, members }) => [group, members])).toEqual([
      [0, 2],
      [1, 4],
    ]);
    expect(rows[0]!.delta).toEqual(cliffsDelta([9, 8], [1, 2, 3, 0, 5]));
    const raw = [mannWhitney([9, 8], [1, 2, 3, 0, 5])!.p, mannWhitney([1, 2, 3, 0], [9, 8, 5])!.p];
    expect(rows.map(({ p }) => p)).toEqual(holm(raw));
  });
  it("compares nothing where no group is large enough, or all cases are one group", () => {
    expect(groupsAgainstRest(groupOf, { likes }, { minMembers: 5 })).toEqual([]);
    expect(groupsAgainstRest([1, 1], { likes: [1, 2] }, { minMembers: 1 })).toEqual([]);
    expect(groupsAgainstRest([], {})).toEqual([]);
    expect(() => groupsAgainstRest([1], { likes: [] })).toThrow("0 values of likes for 1 cases");
  });
});
