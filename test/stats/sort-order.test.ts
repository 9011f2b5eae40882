import { describe, expect, it } from "vitest";
import { random, ranks, valueCounts } from "../../src/stats/index.js";
import { ascending } from "../../src/stats/numbers.js";
import { sortOrder } from "../../src/stats/sort-order.js";

describe("sortOrder", () => {
  it.each([
    ["few", 500],
    ["many", 50_000],
  ])("orders %s values as a stable comparison does", (_, n) => {
    const source = random(n);
    const kinds = [
      () => source.int(40) - 20,
      () => source.normal() * 10 ** (source.int(600) - 300),
      () =>
        [0, -0, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, 2 ** 53][
          source.int(8)
        ]!,
    ];
    for (const draw of kinds) {
      const values = Float64Array.from({ length: n }, draw);
      const expected = Array.from(values.keys()).sort((i, j) =>
        values[i]! < values[j]! ? -1 : values[i]! > values[j]! ? 1 : i - j,
      );
      expect(Array.from(sortOrder(values))).toEqual(expected);
      expect(Array.from(ascending(values), (v) => v + 0)).toEqual(expected.map((i) => values[i]! + 0));
      expect(valueCounts(values).n).toBe(n);
    }
  });
  it("ranks many values as few: by counting", () => {
    const source = random(3);
    const values = Float64Array.from({ length: 30_000 }, () => source.int(9));
    const counts = valueCounts(values).counts;
    const before = counts[0]! + counts[1]!;
    const rank = ranks(values);
    expect(rank[values.indexOf(2)]).toBe(before + (counts[2]! + 1) / 2);
    expect(rank.reduce((a, b) => a + b, 0)).toBe((30_000 * 30_001) / 2);
  });
  it("orders nothing", () => expect(Array.from(sortOrder([]))).toEqual([]));
});
