import { describe, expect, it } from "vitest";
import { compareResults, movementText } from "../../src/study/compare-results.js";
import type { StudyResult } from "../../src/study/record.js";

const result = (name: string, given: Partial<StudyResult> = {}): StudyResult => ({
  name,
  value: 10,
  low: null,
  high: null,
  n: 100,
  unit: "models",
  notebook: "01-growth",
  snapshot: "toy",
  asOf: "2024-01-01T00:00:00.000Z",
  ...given,
});
const moved = (before: StudyResult[], after: StudyResult[], notebooks = ["01-growth"]) =>
  compareResults(before, after, notebooks).map(movementText);

describe("compareResults", () => {
  it("finds nothing where nothing moved", () => {
    expect(
      moved([result("a"), result("b", { value: "text" })], [result("a"), result("b", { value: "text" })]),
    ).toEqual([]);
    expect(moved([], [])).toEqual([]);
  });

  it("lists every number that moved, appeared or went", () => {
    expect(
      moved(
        [result("a"), result("b", { value: 0.5, low: 0.4, high: 0.6 }), result("gone")],
        [result("a", { value: 11, n: 101 }), result("b", { value: 0.5, low: 0.4, high: 0.7 }), result("new")],
      ),
    ).toEqual([
      "01-growth: a value moved from 10 to 11",
      "01-growth: a n moved from 100 to 101",
      "01-growth: b high moved from 0.6 to 0.7",
      "01-growth: gone is missing (was 10)",
      "01-growth: new is new (10)",
    ]);
  });

  it("lets estimates differ in their last digits, never counts", () => {
    expect(moved([result("a", { value: 0.123456789 })], [result("a", { value: 0.1234567891 })])).toEqual([]);
    expect(moved([result("a", { value: 0.123456789 })], [result("a", { value: 0.1235 })])).toHaveLength(1);
    expect(moved([result("a", { value: 10_000_000 })], [result("a", { value: 10_000_001 })])).toHaveLength(1);
    expect(moved([result("a", { value: true })], [result("a", { value: false })])).toHaveLength(1);
    expect(moved([result("a")], [result("a", { snapshot: "other" })])).toEqual([
      "01-growth: a snapshot moved from toy to other",
    ]);
  });

  it("lets ends of intervals differ a little more, whole ones too", () => {
    const before = result("a", { value: 0.5, low: 0.4, high: 200 });
    expect(moved([before], [{ ...before, low: 0.40003, high: 200.01 }])).toEqual([]);
    expect(moved([before], [{ ...before, low: 0.4001 }])).toEqual([
      "01-growth: a low moved from 0.4 to 0.4001",
    ]);
    expect(moved([before], [{ ...before, low: null, high: null }])).toHaveLength(2);
  });

  it("leaves results of notebooks that did not run alone", () => {
    expect(moved([result("a", { notebook: "02-tags" })], [], ["01-growth"])).toEqual([]);
  });
});
