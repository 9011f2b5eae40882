import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { share } from "../../src/stats/index.js";

describe("share", () => {
  it("has scipy's Wilson interval", () => {
    // scipy.stats.binomtest(7, 50).proportion_ci(method='wilson') -> (0.06950833427016292, 0.26186193710585537)
    const seven = share(7, 50)!;
    expect(seven).toMatchObject({ value: 0.14, n: 50, count: 7, level: 0.95 });
    expect(seven.low).toBeCloseTo(0.06950833427016292, 12);
    expect(seven.high).toBeCloseTo(0.26186193710585537, 12);
    // …proportion_ci(confidence_level=.9, method='wilson') -> (0.07772089782062996, 0.2392389959454846)
    expect(share(7, 50, { level: 0.9 })!.low).toBeCloseTo(0.07772089782062996, 12);
    // scipy.stats.binomtest(0, 20).proportion_ci(method='wilson') -> (0.0, 0.16112515805281935)
    expect(share(0, 20)).toMatchObject({ value: 0, low: 0 });
    expect(share(0, 20)!.high).toBeCloseTo(0.16112515805281935, 12);
  });
  it("is null of nothing and refuses the impossible", () => {
    expect(share(0, 0)).toBeNull();
    expect(() => share(3, 2)).toThrow("3 of 2");
    expect(() => share(Number.NaN, 2)).toThrow("no share");
    for (const level of [95, 1, 0, Number.NaN])
      expect(() => share(1, 2, { level })).toThrow("level must lie between 0 and 1");
  });
  it("mirrors: the share of the rest has the mirrored interval", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (yes, no) => {
        fc.pre(yes + no > 0);
        const a = share(yes, yes + no)!;
        const b = share(no, yes + no)!;
        expect(a.low).toBeCloseTo(1 - b.high, 12);
        expect(a.low).toBeLessThanOrEqual(a.value);
        expect(a.high).toBeGreaterThanOrEqual(a.value);
      }),
    );
  });
});
