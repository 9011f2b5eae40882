import { expect, it } from "vitest";
import { rateDifferences } from "../../src/stats/index.js";

// scipy 1.17.1: chi2_contingency([[30, 70], [50, 50]], correction=False).pvalue prints 0.003892417122778637,
// chi2_contingency([[10, 90], [12, 88]], correction=False).pvalue 0.6512800661041751; Holm doubles the smaller.
it("tests each pair as scipy does and adjusts for those that can be tested", () => {
  const found = rateDifferences([
    { name: "far", first: [30, 100], second: [50, 100] },
    { name: "near", first: [10, 100], second: [12, 100] },
    { name: "never", first: [0, 100], second: [0, 100] },
    { name: "always", first: [5, 5], second: [7, 7] },
    { name: "empty", first: [0, 0], second: [1, 2] },
  ]);
  expect(found.map(({ name }) => name)).toEqual(["far", "near"]);
  expect(found[0]!.p).toBeCloseTo(0.003892417122778637, 10);
  expect(found[1]!.p).toBeCloseTo(0.6512800661041751, 10);
  expect(found[0]!.adjusted).toBeCloseTo(2 * 0.003892417122778637, 10);
  expect(rateDifferences([])).toEqual([]);
  expect(() => rateDifferences([{ name: "wrong", first: [2, 1], second: [0, 1] }])).toThrow(RangeError);
});
