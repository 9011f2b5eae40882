import { describe, expect, it } from "vitest";
import { additionsByAge, cumulativeFit, meanDifference, meanRatio, random } from "../../src/stats/index.js";

const chance = random(1);
const sample = (n: number, centre: number) => Array.from({ length: n }, () => centre + chance.normal());

describe("means compared", () => {
  it("gives the paired difference with an interval about as wide as the normal one", () => {
    const [a, b] = [sample(400, 2), sample(400, 1.5)];
    const { value, low, high } = meanDifference(a, b, { seed: 1 })!;
    const differences = a.map((x, i) => x - b[i]!);
    const mean = differences.reduce((sum, x) => sum + x / 400, 0);
    const error = Math.sqrt(differences.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 399 / 400);
    expect(value).toBeCloseTo(mean, 12);
    expect((high - low) / (2 * 1.96 * error)).toBeCloseTo(1, 0);
    expect(meanDifference([], [], { seed: 1 })).toBeNull();
    expect(() => meanDifference([1], [], { seed: 1 })).toThrow(RangeError);
  });

  it("gives the ratio of two means with the delta method's interval, nearly", () => {
    const [a, b] = [sample(900, 12), sample(600, 4)];
    const { value, low, high, n } = meanRatio(a, b, { seed: 1 })!;
    // Standard error by the delta method: ratio × sqrt(1 / (n m²) + …) with unit variances.
    const error = 3 * Math.sqrt(1 / (900 * 144) + 1 / (600 * 16));
    expect(value).toBeCloseTo(3, 1);
    expect((high - low) / (2 * 1.96 * error)).toBeCloseTo(1, 0);
    expect(n).toBe(1500);
    expect(meanRatio([1], [], { seed: 1 })).toBeNull();
    expect(meanRatio([1], [0], { seed: 1 })).toBeNull();
  });
});

describe("additions by age", () => {
  const day = 86_400_000;
  it("counts whole months of each parent's own age", () => {
    const arrivals = [-1, 0, 29, 31, 62, 95].map((days) => ({ parent: "a", bornMs: 0, atMs: days * day }));
    const young = { parent: "b", bornMs: 80 * day, atMs: 90 * day };
    const found = additionsByAge([...arrivals, young], 96 * day);
    expect([...found]).toEqual([
      ["a", [2, 1, 1]],
      ["b", []],
    ]);
  });

  it("are explained by the curve that made them, and by their mean not at all", () => {
    expect(cumulativeFit([1, 2, 3, 4], (t) => t + 1)).toBe(1);
    expect(cumulativeFit([1, 2, 3, 4], (t) => (t === 0 ? 5 : 0))).toBe(0);
    expect(cumulativeFit([], () => 1)).toBeNull();
    expect(cumulativeFit([3, 0, 0], () => 1)).toBeNull();
  });
});
