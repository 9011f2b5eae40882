import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diversity, effectiveNumber, herfindahl, shannonEntropy } from "../../src/stats/index.js";

const counts = [50, 30, 15, 5, 0];
const composition = fc
  .array(fc.nat(100), { minLength: 1, maxLength: 12 })
  .filter((c) => c.some((v) => v > 0));

describe("diversity of a composition", () => {
  it("matches scipy and numpy", () => {
    // scipy.stats.entropy([50,30,15,5,0]) -> 1.1421200429883351, np.exp -> 3.1334042802620585,
    // (p**2).sum() -> 0.365, 1 / … -> 2.73972602739726, (p**.5).sum()**2 -> 3.480965116510622
    expect(shannonEntropy(counts)).toBeCloseTo(1.1421200429883351, 14);
    expect(effectiveNumber(counts)).toBeCloseTo(3.1334042802620585, 13);
    expect(herfindahl(counts)).toBeCloseTo(0.365, 14);
    expect(effectiveNumber(counts, 2)).toBeCloseTo(2.73972602739726, 13);
    expect(effectiveNumber(counts, 0.5)).toBeCloseTo(3.480965116510622, 13);
    expect(effectiveNumber(counts, 0)).toBe(4);
  });
  it("defines the edges", () => {
    for (const measure of [shannonEntropy, effectiveNumber, herfindahl]) {
      expect(measure([])).toBeNull();
      expect(measure([0, 0])).toBeNull();
      expect(() => measure([1, -1])).toThrow("-1 is no amount");
      expect(() => measure([1, Number.NaN])).toThrow("no amount");
    }
    expect(shannonEntropy([7])).toBe(0);
    expect(herfindahl([7])).toBe(1);
    expect(() => effectiveNumber([1], -1)).toThrow("order is -1");
  });
  it("ignores order, unit and empty categories, falls with the order q, and counts equal parts", () => {
    fc.assert(
      fc.property(composition, fc.integer({ min: 1, max: 9 }), (parts, unit) => {
        const number = effectiveNumber(parts)!;
        expect(effectiveNumber([0, ...parts.map((v) => v * unit)].reverse())).toBeCloseTo(number, 9);
        expect(effectiveNumber(parts, 0)!).toBeGreaterThanOrEqual(number - 1e-9);
        expect(effectiveNumber(parts, 2)!).toBeLessThanOrEqual(number + 1e-9);
        // Doubling: two worlds without a category in common are twice as diverse.
        expect(effectiveNumber([...parts, ...parts])).toBeCloseTo(2 * number, 9);
        expect(effectiveNumber(new Array(unit).fill(3), 2)).toBeCloseTo(unit, 9);
      }),
    );
  });
});

describe("diversity", () => {
  it("is the effective number, inside an interval that holds it and narrows with the cases", () => {
    const [few, many] = [1, 100].map(
      (times) =>
        diversity(
          counts.map((count) => count * times),
          { seed: 1 },
        )!,
    );
    for (const found of [few!, many!]) {
      expect(found.value).toBeCloseTo(effectiveNumber(counts)!, 12);
      expect(found.low).toBeLessThanOrEqual(found.value);
      expect(found.high).toBeGreaterThanOrEqual(found.value);
    }
    expect(many!.high - many!.low).toBeLessThan((few!.high - few!.low) / 5);
    expect(few!.n).toBe(100);
  });
  it("spreads as the delta method says", () => {
    // Standard error of entropy, sqrt((sum p log² p - H²) / n), times exp(H): numpy, p = counts / 100, n = 10,000.
    const p = counts.slice(0, 4).map((count) => count / 100);
    const entropy = -p.reduce((sum, v) => sum + v * Math.log(v), 0);
    const variance = p.reduce((sum, v) => sum + v * Math.log(v) ** 2, 0) - entropy ** 2;
    const expected = Math.exp(entropy) * Math.sqrt(variance / 10000);
    const { standardError } = diversity(
      counts.map((count) => count * 100),
      { seed: 2, replicates: 2000 },
    )!;
    expect(standardError / expected).toBeGreaterThan(0.93);
    expect(standardError / expected).toBeLessThan(1.07);
  });
  it("is null without cases, and refuses what is no count", () => {
    expect(diversity([], { seed: 1 })).toBe(null);
    expect(diversity([0, 0], { seed: 1 })).toBe(null);
    expect(() => diversity([1.5], { seed: 1 })).toThrow(RangeError);
  });
});
