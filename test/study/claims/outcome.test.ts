import { describe, expect, it } from "vitest";
import type { Expectation } from "../../../src/study/claims/claim.js";
import { outcomeOf } from "../../../src/study/claims/outcome.js";

const share = (value: number, low: number | null = null, high = low) => ({ value, low, high, unit: "share" });
const outcome = (expected: Expectation, result: Parameters<typeof outcomeOf>[1]) =>
  outcomeOf(expected, result).outcome;

describe("a text", () => {
  it("agrees if it is the published one", () => {
    const found = { value: "transformers", low: null, high: null, unit: "" };
    expect(outcome({ is: "transformers" }, found)).toBe("agrees");
    expect(outcome({ is: "pytorch" }, found)).toBe("disagrees");
  });
  it("may be a truth value", () => {
    expect(outcome({ is: true }, { value: true, low: null, high: null, unit: "" })).toBe("agrees");
  });
});

describe("a bound", () => {
  const above: Expectation = { above: 0.7, direction: { above: 0.5 } };
  it.each([
    [share(0.75, 0.71, 0.78), "agrees"],
    [share(0.72, 0.68, 0.76), "agrees in direction"],
    [share(0.52, 0.51, 0.53), "agrees in direction"],
    [share(0.51, 0.49, 0.53), "undecided"],
    [share(0.45, 0.44, 0.46), "disagrees"],
    [share(0.5), "disagrees"],
  ] as const)("%o: %s", (result, expected) => expect(outcome(above, result)).toBe(expected));

  it("without a direction is undecided across it, and disagrees short of it", () => {
    expect(outcome({ below: 0 }, share(-0.1, -0.3, 0.1))).toBe("undecided");
    expect(outcome({ below: 0 }, share(0.1, 0, 0.2))).toBe("disagrees");
    expect(outcome({ below: 0 }, share(-0.1, -0.2, -0.01))).toBe("agrees");
  });
});

describe("a number", () => {
  const near: Expectation = { near: 0.89, rounding: 0.005, direction: { above: 0.5 } };
  it.each([
    // A tenth of 1 − 0.89 is 0.011.
    [share(0.87, 0.86, 0.88), "agrees"],
    [share(0.87, 0.86, 0.878), "agrees in direction"],
    [share(0.4, 0.39, 0.41), "disagrees"],
    [share(0.8, 0.6, 0.95), "agrees in direction"],
    [share(0.6, 0.3, 0.95), "undecided"],
  ] as const)("%o: %s", (result, expected) => expect(outcome(near, result)).toBe(expected));

  it("without a direction disagrees where it is missed, and is undecided where the interval would cover anything", () => {
    expect(outcome({ near: 5, rounding: 0.5 }, { ...share(7, 6.5, 7.5), unit: "files" })).toBe("disagrees");
    expect(outcome({ near: 5, rounding: 0.5 }, { ...share(6, 2, 12), unit: "files" })).toBe("undecided");
  });

  it("takes another margin", () => {
    const result = { ...share(6, 6, 6), unit: "files" };
    expect(outcomeOf({ near: 5, rounding: 0.5 }, result, { margin: 0.2 }).outcome).toBe("agrees");
    expect(outcomeOf({ near: 5, rounding: 0.5 }, result, { margin: 0.1 }).outcome).toBe("disagrees");
  });

  it("says so in numbers", () => {
    expect(outcomeOf(near, share(0.4, 0.39, 0.41)).because).toBe(
      "40.0% [39.0%, 41.0%] against 89.0%, and is not above 50.0%",
    );
  });

  it("refuses a text where a number is wanted", () => {
    expect(() => outcomeOf(near, { value: "most", low: null, high: null, unit: "" })).toThrow(/number/);
  });
});
