import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cliffsDelta,
  kolmogorovSmirnov,
  kruskalWallis,
  mannWhitney,
  random,
  wilcoxonSignedRank,
} from "../../src/stats/index.js";

const a = [3.1, 4.7, 2.8, 5.9, 6.3, 4.1, 7.2];
const b = [2.2, 3.9, 1.7, 4.4, 2.9, 5.1, 3.3, 1.1];
const tiedA = [0, 0, 1, 3, 3, 5, 8, 13, 13, 40, 2, 7, 7, 1, 0, 19];
const tiedB = [0, 0, 0, 0, 1, 1, 2, 2, 3, 5, 0, 0, 4, 9];
const sample = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 30 });

/** Share of p-values under 0.05 when nothing differs. */
function falsePositives(p: (seed: number) => number): number {
  let under = 0;
  for (let seed = 0; seed < 1000; seed++) if (p(seed) < 0.05) under++;
  return under / 1000;
}

describe("mannWhitney", () => {
  it("matches scipy, exact and normal", () => {
    // scipy.stats.mannwhitneyu(a, b) -> 44.0, 0.0721056721056721
    expect(mannWhitney(a, b)).toMatchObject({ u: 44, method: "exact", nA: 7, nB: 8 });
    expect(mannWhitney(a, b)!.p).toBeCloseTo(0.0721056721056721, 14);
    // scipy.stats.mannwhitneyu(a, b, method='asymptotic') -> 0.07284885832099205
    expect(mannWhitney(a, b, { method: "normal" })!.p).toBeCloseTo(0.07284885832099205, 13);
    // scipy.stats.mannwhitneyu(tiedA, tiedB) -> 160.5, 0.04261761146530705; use_continuity=False 0.04050541203237135
    expect(mannWhitney(tiedA, tiedB)).toMatchObject({ u: 160.5, method: "normal" });
    expect(mannWhitney(tiedA, tiedB)!.p).toBeCloseTo(0.04261761146530705, 13);
    expect(mannWhitney(tiedA, tiedB, { continuity: false })!.p).toBeCloseTo(0.04050541203237135, 13);
  });
  it("defines the edges", () => {
    expect(mannWhitney([], [1])).toBeNull();
    expect(mannWhitney([2, 2, 2], [2, 2])).toMatchObject({ p: 1, superiority: 0.5 });
    expect(mannWhitney([1], [2])!.p).toBe(1);
    expect(mannWhitney([1, 2, 3], [Infinity])!.u).toBe(0);
    expect(() => mannWhitney([1, Number.NaN], [1])).toThrow("mannWhitney: value 1 is NaN");
    expect(() => mannWhitney([1, 1], [1], { method: "exact" })).toThrow("no exact p with ties");
  });
  it("is symmetric, ignores order and monotone change of scale", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const forth = mannWhitney(x, y)!;
        const back = mannWhitney(y, x)!;
        expect(back.p).toBeCloseTo(forth.p, 12);
        expect(forth.u + back.u).toBe(x.length * y.length);
        expect(mannWhitney([...x].reverse(), y)).toEqual(forth);
        const cube = (values: number[]) => values.map((v) => v ** 3 + 5);
        expect(mannWhitney(cube(x), cube(y))).toEqual(forth);
      }),
    );
  });
  it("keeps its level under the null", () => {
    const rate = falsePositives((seed) => {
      const source = random(seed);
      const draw = (n: number) => Float64Array.from({ length: n }, () => source.int(12));
      return mannWhitney(draw(25), draw(30))!.p;
    });
    // Standard deviation of a rate of 0.05 over 1,000 runs: 0.007.
    expect(Math.abs(rate - 0.05)).toBeLessThan(0.024);
  });
});

describe("cliffsDelta", () => {
  it("matches its definition over all pairs, and the interval of Feng and Cliff computed pair by pair", () => {
    // numpy: D = sign(a[:,None]-b); Cliff's unbiased variance from D.mean(1), D.mean(0) and D; z = norm.ppf(.975)
    // -> (0.4330357142857143, 0.031791012622404795, 0.7140762983027202) for the tied samples
    const tied = cliffsDelta(tiedA, tiedB)!;
    expect(tied.value).toBeCloseTo(0.4330357142857143, 14);
    expect(tied.low).toBeCloseTo(0.031791012622404795, 12);
    expect(tied.high).toBeCloseTo(0.7140762983027202, 12);
    expect(tied).toMatchObject({ n: 30, size: "medium" });
    // -> (0.5714285714285714, 0.014331491070098533, 0.8577983184792698)
    const plain = cliffsDelta(a, b)!;
    expect([plain.value, plain.low, plain.high]).toEqual([
      expect.closeTo(0.5714285714285714, 12),
      expect.closeTo(0.014331491070098533, 12),
      expect.closeTo(0.8577983184792698, 12),
    ]);
    expect(plain.size).toBe("large");
  });
  it("is Mann-Whitney's U on another scale, and turns with the samples", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const delta = cliffsDelta(x, y)!;
        expect(delta.value).toBeCloseTo(2 * mannWhitney(x, y)!.superiority - 1, 12);
        expect(delta.low).toBeLessThanOrEqual(delta.value + 1e-12);
        expect(delta.high).toBeGreaterThanOrEqual(delta.value - 1e-12);
        const back = cliffsDelta(y, x)!;
        expect(back.value).toBeCloseTo(-delta.value, 12);
        expect(back.low).toBeCloseTo(-delta.high, 9);
      }),
    );
  });
  it("defines the edges", () => {
    expect(cliffsDelta([], [1])).toBeNull();
    expect(cliffsDelta([1], [2, 3])).toMatchObject({ value: -1, low: -1, high: 1 });
    const apart = cliffsDelta([4, 5, 6], [1, 2, 3, 3])!;
    expect(apart.high).toBe(1);
    // Wilson's bound for 3 of 3, 3 / (3 + z²), on the scale of delta.
    expect(apart.low).toBeCloseTo((2 * 3) / (3 + 1.959963984540054 ** 2) - 1, 12);
    expect(cliffsDelta([2, 2], [2, 2])).toMatchObject({ value: 0, size: "negligible" });
  });
  it("covers the true delta at its level", () => {
    // a uniform on 0..1, b uniform on 0.3..1.3: P(a > b) = 0.7² / 2, delta = 0.49 - 1.
    let covered = 0;
    for (let seed = 0; seed < 500; seed++) {
      const source = random(seed);
      const x = Float64Array.from({ length: 30 }, () => source.next());
      const y = Float64Array.from({ length: 40 }, () => 0.3 + source.next());
      const { low, high } = cliffsDelta(x, y)!;
      if (low <= -0.51 && -0.51 <= high) covered++;
    }
    expect(Math.abs(covered / 500 - 0.95)).toBeLessThan(0.03);
  });
});

describe("kolmogorovSmirnov", () => {
  it("matches scipy and R", () => {
    // scipy.stats.ks_2samp(a, b) -> 0.4642857142857143, 0.31313131313131315, statistic_location 3.9
    expect(kolmogorovSmirnov(a, b)).toMatchObject({ at: 3.9, method: "exact" });
    expect(kolmogorovSmirnov(a, b)!.d).toBeCloseTo(0.4642857142857143, 14);
    expect(kolmogorovSmirnov(a, b)!.p).toBeCloseTo(0.31313131313131315, 13);
    // scipy.stats.kstwobign.sf(d * sqrt(7 * 8 / 15)) -> 0.39676776512921047
    expect(kolmogorovSmirnov(a, b, { method: "asymptotic" })!.p).toBeCloseTo(0.39676776512921047, 12);
    // R 4.2: ks.test(tiedA, tiedB, exact=TRUE) -> 0.148357008286356, D 0.366071428571428; exact=FALSE 0.269680823500901
    expect(kolmogorovSmirnov(tiedA, tiedB)!.d).toBeCloseTo(0.366071428571428, 13);
    expect(kolmogorovSmirnov(tiedA, tiedB)!.p).toBeCloseTo(0.148357008286356, 12);
    expect(kolmogorovSmirnov(tiedA, tiedB, { method: "asymptotic" })!.p).toBeCloseTo(0.269680823500901, 12);
  });
  it("defines the edges", () => {
    expect(kolmogorovSmirnov([], a)).toBeNull();
    expect(kolmogorovSmirnov(a, a)).toMatchObject({ d: 0, p: 1 });
    expect(kolmogorovSmirnov(a, a, { method: "asymptotic" })).toMatchObject({ d: 0, p: 1 });
    expect(kolmogorovSmirnov([1, 2], [3, 4])).toMatchObject({ d: 1, p: expect.closeTo(1 / 3, 12) });
    expect(() => kolmogorovSmirnov([Number.NaN], [1])).toThrow("NaN");
  });
  it("is symmetric and ignores order and monotone change of scale", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const forth = kolmogorovSmirnov(x, y)!;
        expect(kolmogorovSmirnov(y, x)!.p).toBeCloseTo(forth.p, 12);
        expect(kolmogorovSmirnov([...x].reverse(), y)).toEqual(forth);
        const doubled = kolmogorovSmirnov(
          x.map((v) => 2 * v),
          y.map((v) => 2 * v),
        )!;
        expect(doubled).toMatchObject({ d: forth.d, p: forth.p });
      }),
    );
  });
});

describe("kruskalWallis", () => {
  it("matches scipy", () => {
    // scipy.stats.kruskal(tiedA, tiedB, a + b) -> 7.413018453607929, 0.024563118062878243
    const result = kruskalWallis([tiedA, tiedB, [...a, ...b]])!;
    expect(result.h).toBeCloseTo(7.413018453607929, 11);
    expect(result.p).toBeCloseTo(0.024563118062878243, 12);
    expect(result.epsilonSquared).toBeCloseTo(7.413018453607929 / 44, 12);
    expect(result).toMatchObject({ df: 2, n: 45, emptyGroups: 0 });
  });
  it("is the square of Mann-Whitney's z for two groups", () => {
    const { p } = mannWhitney(tiedA, tiedB, { continuity: false })!;
    expect(kruskalWallis([tiedA, tiedB])!.p).toBeCloseTo(p, 12);
  });
  it("defines the edges", () => {
    expect(kruskalWallis([])).toBeNull();
    expect(kruskalWallis([[1, 2], []])).toBeNull();
    expect(kruskalWallis([[1, 1], [1]])).toMatchObject({ h: 0, p: 1, epsilonSquared: 0 });
    expect(kruskalWallis([[1, 2], [], [3]])).toMatchObject({
      emptyGroups: 1,
      df: 1,
      meanRanks: [1.5, null, 3],
    });
    expect(() => kruskalWallis([[1], [null as unknown as number]])).toThrow("NaN");
  });
  it("ignores the order of groups and values, and monotone change of scale", () => {
    fc.assert(
      fc.property(sample, sample, sample, (x, y, z) => {
        const { h } = kruskalWallis([x, y, z])!;
        expect(kruskalWallis([z, [...x].reverse(), y])!.h).toBeCloseTo(h, 9);
        const exp = (values: number[]) => values.map((v) => Math.exp(v / 5));
        expect(kruskalWallis([exp(x), exp(y), exp(z)])!.h).toBeCloseTo(h, 9);
      }),
    );
  });
});

describe("wilcoxonSignedRank", () => {
  it("matches scipy, exact and normal", () => {
    const x = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
    const y = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
    // scipy.stats.wilcoxon(x, y) -> 5.0, 0.0390625
    expect(wilcoxonSignedRank(x, y)).toMatchObject({
      negative: 5,
      positive: 40,
      p: 0.0390625,
      method: "exact",
    });
    // scipy.stats.wilcoxon([5,3,8,6,7,2,9,4,6,6,3,8,1], [3,3,5,7,2,2,5,6,6,1,4,4,2]) -> 10.5, 0.08173075413284171
    const tied = wilcoxonSignedRank(
      [5, 3, 8, 6, 7, 2, 9, 4, 6, 6, 3, 8, 1],
      [3, 3, 5, 7, 2, 2, 5, 6, 6, 1, 4, 4, 2],
    )!;
    expect(tied).toMatchObject({ negative: 10.5, n: 10, zeros: 3, method: "normal" });
    expect(tied.p).toBeCloseTo(0.08173075413284171, 13);
    expect(tied.rankBiserial).toBeCloseTo((44.5 - 10.5) / 55, 13);
  });
  it("defines the edges", () => {
    expect(wilcoxonSignedRank([])).toBeNull();
    expect(wilcoxonSignedRank([1, 2], [1, 2])).toBeNull();
    expect(wilcoxonSignedRank([3])).toMatchObject({ p: 1, n: 1 });
    expect(() => wilcoxonSignedRank([1], [1, 2])).toThrow("cannot be paired");
    expect(() => wilcoxonSignedRank([Infinity])).toThrow("Infinity");
  });
  it("turns with the sign", () => {
    fc.assert(
      fc.property(sample, (differences) => {
        const forth = wilcoxonSignedRank(differences);
        const back = wilcoxonSignedRank(differences.map((d) => -d));
        expect(back?.p).toBe(forth?.p);
        expect(back?.positive).toBe(forth?.negative);
      }),
    );
  });
});
