import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concentration, gini, lorenz, topShare, valueCounts, zeroShare } from "../../src/stats/index.js";

const x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
const amounts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }).filter((a) => a.some((v) => v > 0));

describe("gini", () => {
  it("matches the definition by all pairs", () => {
    // numpy: np.abs(x[:,None]-x).sum()/(2*len(x)**2*x.mean()) -> 0.30991735537190085; times 11/10 unbiased
    expect(gini(x)).toBeCloseTo(0.30991735537190085, 14);
    expect(gini(x, { unbiased: true })).toBeCloseTo(0.34090909090909094, 14);
  });
  it("is 1 - 1/n when one holds all, 0 when all are equal", () => {
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 14);
    expect(gini([0, 0, 0, 8], { unbiased: true })).toBeCloseTo(1, 14);
    expect(gini([2, 2, 2])).toBe(0);
  });
  it("is null where it is not defined", () => {
    expect(gini([])).toBeNull();
    expect(gini([0, 0])).toBeNull();
    expect(gini([5], { unbiased: true })).toBeNull();
    // Two values, all pairs: |1 - 3| / (2 × 2) = 0.5 over the n (n - 1) ordered pairs.
    expect(gini([1, 3], { unbiased: true })).toBeCloseTo(0.5, 14);
    expect(gini([5])).toBe(0);
  });
  it("refuses what is no amount", () => {
    expect(() => gini([1, -1])).toThrow("gini: -1 is no amount");
    expect(() => gini([1, Number.NaN])).toThrow("leave unknown values out");
    expect(() => gini([1, Infinity])).toThrow("no amount");
  });
  it("does not change with order, unit or replication of the population", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 1000 }), (values, unit) => {
        const g = gini(values)!;
        expect(gini([...values].reverse())).toBeCloseTo(g, 12);
        expect(gini(values.map((v) => v * unit))).toBeCloseTo(g, 12);
        expect(gini([...values, ...values])).toBeCloseTo(g, 12);
        expect(g).toBeGreaterThanOrEqual(0);
        expect(g).toBeLessThan(1);
      }),
    );
  });
  it("falls when the rich give to the poor (Pigou-Dalton)", () => {
    expect(gini([1, 2, 9])!).toBeGreaterThan(gini([2, 2, 8])!);
  });
});

describe("lorenz", () => {
  it("gives known points", () => {
    expect(lorenz([1, 2, 3, 4], { points: 4 })).toEqual({
      population: [0, 0.25, 0.5, 0.75, 1],
      share: [0, 0.1, 0.3, 0.6, 1],
    });
  });
  it("interpolates inside a value", () => expect(lorenz([1, 3], { points: 4 })!.share[1]).toBe(0.125));
  it("is null for nothing", () => {
    expect(lorenz([])).toBeNull();
    expect(lorenz([0, 0])).toBeNull();
  });
  it("bounds twice the Gini's triangle: 1 - 2 × area = gini when every observation is a point", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const { share } = lorenz(values, { points: values.length })!;
        const area = share.slice(1).reduce((sum, s, i) => sum + (s + share[i]!) / 2 / values.length, 0);
        expect(1 - 2 * area).toBeCloseTo(gini(values)!, 10);
      }),
    );
  });
});

describe("topShare", () => {
  it("refuses a fraction outside [0, 1] and a negative value, in its own name", () => {
    for (const fraction of [-0.1, 1.1, Number.NaN])
      expect(() => topShare([1, 2], fraction)).toThrow(/^topShare: fraction/);
    expect(() => topShare([1, -2], 0.5)).toThrow(/^topShare/);
  });
  it("counts whole values", () => {
    expect(topShare([1, 2, 3, 4], 0.25)).toBeCloseTo(0.4, 14);
    expect(topShare([1, 2, 3, 4], 0.5)).toBeCloseTo(0.7, 14);
  });
  it("counts the last value in part", () => expect(topShare([1, 2, 3, 4], 0.375)).toBeCloseTo(0.55, 14));
  it("runs from 0 to 1", () => {
    expect(topShare([5, 1], 0)).toBe(0);
    expect(topShare([5, 1], 1)).toBe(1);
  });
  it("is null for no values or a zero sum, and refuses a percentage", () => {
    expect(topShare([], 0.01)).toBeNull();
    expect(topShare([0], 0.01)).toBeNull();
    expect(() => topShare([1], 5)).toThrow("fraction must lie in [0, 1]");
  });
  it("is at least the fraction, grows with it and ignores order", () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 0.5, noNaN: true }), (values, fraction) => {
        const share = topShare(values, fraction)!;
        expect(share).toBeGreaterThanOrEqual(fraction - 1e-12);
        expect(topShare(values, 2 * fraction)!).toBeGreaterThanOrEqual(share - 1e-12);
        expect(topShare([...values].reverse(), fraction)).toBe(share);
      }),
    );
  });
});

describe("valueCounts", () => {
  it("counts distinct values in order", () => {
    const table = valueCounts([3, 1, 3, 0, -0]);
    expect([...table.values]).toEqual([0, 1, 3]);
    expect([...table.counts]).toEqual([2, 1, 2]);
    expect(table.n).toBe(5);
    expect(valueCounts(table)).toBe(table);
  });
  it("stands for its values in every statistic that takes it", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const table = valueCounts(values);
        expect(gini(table)).toBe(gini(values));
        expect(topShare(table, 0.1)).toBe(topShare(values, 0.1));
        expect(zeroShare(table)).toBe(values.filter((v) => v === 0).length / values.length);
      }),
    );
  });
});

describe("concentration", () => {
  it("is its three measures, each inside its interval", () => {
    const found = concentration(x, { seed: "x", replicates: 200 })!;
    expect([found.gini.value, found.top1.value, found.zero.value]).toEqual([
      gini(x),
      topShare(x, 0.01),
      zeroShare(x),
    ]);
    for (const { low, value, high } of [found.gini, found.top1, found.zero]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
    expect(found.values.n).toBe(x.length);
  });
  it("is null without cases and where there is nothing to share out", () => {
    expect(concentration([], { seed: 1 })).toBe(null);
    expect(concentration([0, 0], { seed: 1, replicates: 10 })).toBe(null);
  });
});
