import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mean, median, quantile, quantiles } from "../../src/stats/index.js";

describe("quantile", () => {
  it("matches numpy's default", () => {
    // np.quantile([3,1,4,1,5,9,2,6,5,3,5], [0,.1,.25,.5,.9,1]) -> [1. 1. 2.5 4. 6. 9.]
    expect(quantiles([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], [0, 0.1, 0.25, 0.5, 0.9, 1])).toEqual([
      1, 1, 2.5, 4, 6, 9,
    ]);
  });
  it("is null for no values and takes typed arrays", () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(median(new Uint32Array([1, 10, 2]))).toBe(2);
    expect(median([1, 2])).toBe(1.5);
    expect(mean([])).toBeNull();
    expect(mean([1, 2, 6])).toBe(3);
  });
  it("leaves its input in place and refuses unknown values", () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
    expect(() => quantile([1, Number.NaN], 0.5)).toThrow("value 1 is NaN");
    expect(() => quantile([1, null as unknown as number], 0.5)).toThrow("value 1 is null");
    expect(() => quantile([1, 2n as unknown as number], 0.5)).toThrow("value 1 is the BigInt 2; cast");
    expect(() => quantile([1], 50)).toThrow("p must lie in [0, 1]");
  });
  it("lies within the range, grows with p, and moves with shift and scale", () => {
    const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 });
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, p, p, (xs, p, q) => {
        const a = quantile(xs, Math.min(p, q))!;
        expect(a).toBeLessThanOrEqual(quantile(xs, Math.max(p, q))! + 1e-6);
        expect(a).toBeGreaterThanOrEqual(Math.min(...xs));
        expect(
          quantile(
            xs.map((x) => 2 * x + 3),
            Math.min(p, q),
          ),
        ).toBeCloseTo(2 * a + 3, 5);
      }),
    );
  });
});
