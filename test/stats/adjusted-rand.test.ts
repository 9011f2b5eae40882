import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRand } from "../../src/stats/index.js";

describe("adjustedRand", () => {
  it("matches scikit-learn", () => {
    // sklearn.metrics.adjusted_rand_score([0,0,1,1,2,2,2], [0,0,1,2,2,2,1]) -> 0.2125
    expect(adjustedRand([0, 0, 1, 1, 2, 2, 2], [0, 0, 1, 2, 2, 2, 1])).toBeCloseTo(0.2125, 14);
    // sklearn.metrics.adjusted_rand_score([0,0,1,1], [0,1,0,1]) -> -0.5
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 14);
  });
  it("defines the edges", () => {
    expect(adjustedRand([], [])).toBeNull();
    expect(adjustedRand(["a"], ["b"])).toBe(1);
    expect(adjustedRand([1, 1, 1], [2, 2, 2])).toBe(1);
    expect(adjustedRand([1, 2, 3], ["x", "y", "z"])).toBe(1);
    expect(adjustedRand([1, 1, 1], [1, 2, 3])).toBe(0);
    expect(() => adjustedRand([1], [1, 2])).toThrow("cannot be paired");
  });
  it("is symmetric, ignores names and order, and is 1 only up to renaming", () => {
    const labels = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(labels, (pairs) => {
        const a = pairs.map(([x]) => x);
        const b = pairs.map(([, y]) => y);
        const ari = adjustedRand(a, b)!;
        expect(adjustedRand(b, a)).toBeCloseTo(ari, 12);
        expect(
          adjustedRand(
            a.map((x) => `c${7 - x}`),
            b,
          ),
        ).toBeCloseTo(ari, 12);
        expect(adjustedRand([...a].reverse(), [...b].reverse())).toBeCloseTo(ari, 12);
        expect(adjustedRand(a, a)).toBeCloseTo(1, 12);
        expect(ari).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});
