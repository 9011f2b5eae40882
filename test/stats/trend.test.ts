import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mannKendall, pageTrend, random } from "../../src/stats/index.js";

describe("mannKendall", () => {
  it("matches scipy's kendalltau and theilslopes", () => {
    const values = [12, 15, 11, 18, 20, 17, 25, 22, 30, 28, 27, 35];
    const times = [0, 1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 14];
    // scipy.stats.kendalltau(times, values) -> 0.7575757575757575, 0.00024002425044091711
    // scipy.stats.theilslopes(values, times, 0.95) -> slope 1.6, low 1.1111111111111112, high 2.0
    const result = mannKendall(values, { times })!;
    expect(result).toMatchObject({ s: 50, method: "exact", n: 12 });
    expect(result.tau).toBeCloseTo(0.7575757575757575, 13);
    expect(result.p).toBeCloseTo(0.00024002425044091711, 13);
    expect(result.slope.value).toBeCloseTo(1.6, 12);
    expect(result.slope.low).toBeCloseTo(1.1111111111111112, 12);
    expect(result.slope.high).toBeCloseTo(2, 12);
  });
  it("matches scipy where times are shared: such pairs have no slope", () => {
    const values = [4, 6, 5, 9, 8, 12, 10, 15];
    const times = [0, 0, 1, 1, 2, 3, 3, 5];
    // scipy 1.17.1: theilslopes(values, times, 0.95) -> 2.0, low 1.0, high 3.0; kendalltau(times, values) -> 0.7937253933
    const { slope, tau } = mannKendall(values, { times })!;
    expect([slope.value, slope.low, slope.high]).toEqual([2, 1, 3]);
    expect(tau).toBeCloseTo(0.7937253933193772, 13);
  });
  it("matches scipy with ties, but for the continuity correction in p", () => {
    const values = [5, 5, 7, 6, 9, 9, 8, 12, 11, 11, 14, 13, 15, 15, 18];
    // scipy.stats.theilslopes(values, range(15), 0.95) -> 0.8571428571428571, 0.6666666666666666, 1.0
    // scipy.stats.kendalltau(range(15), values) -> 0.8642406111960645
    const result = mannKendall(values)!;
    expect(result.method).toBe("normal");
    expect(result.tau).toBeCloseTo(0.8642406111960645, 13);
    expect(result.slope.value).toBeCloseTo(0.8571428571428571, 12);
    expect(result.slope.low).toBeCloseTo(0.6666666666666666, 12);
    expect(result.slope.high).toBeCloseTo(1, 12);
    // Var S = (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18 with 4 pairs of ties = (7350 - 72) / 18, z = (|S| - 1) / sd, S = 89
    expect(result.s).toBe(89);
    // scipy.stats.norm.sf(88 / sqrt(7278 / 18)) * 2 -> 1.206784259979845e-05
    expect(result.p).toBeCloseTo(1.206784259979845e-5, 14);
  });
  it("defines the edges", () => {
    expect(mannKendall([1, 2])).toBeNull();
    expect(mannKendall([4, 4, 4, 4])).toMatchObject({ s: 0, p: 1, tau: 0, slope: { value: 0 } });
    expect(() => mannKendall([1, 2, Number.NaN])).toThrow("NaN");
    expect(() => mannKendall([1, 2, 3], { times: [1, 1, 1] })).toThrow("all times are the same");
    expect(() => mannKendall(new Float64Array(6000))).toThrow("aggregate");
  });
  it("follows shift and scale, and turns with time", () => {
    const series = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(series, (values) => {
        const forth = mannKendall(values)!;
        const scaled = mannKendall(values.map((v) => 4 * v - 3))!;
        expect(scaled.p).toBe(forth.p);
        expect(scaled.slope.value).toBeCloseTo(4 * forth.slope.value, 9);
        const back = mannKendall([...values].reverse())!;
        expect(back.s + forth.s).toBe(0);
        expect(back.slope.value).toBeCloseTo(-forth.slope.value, 9);
        expect(forth.slope.low).toBeLessThanOrEqual(forth.slope.value);
        expect(forth.slope.high).toBeGreaterThanOrEqual(forth.slope.value);
      }),
    );
  });
  it("covers a planted slope at its level", () => {
    let covered = 0;
    for (let seed = 0; seed < 400; seed++) {
      const source = random(seed);
      const { low, high } = mannKendall(
        Array.from({ length: 24 }, (_, t) => 0.5 * t + 3 * source.normal()),
      )!.slope;
      if (low <= 0.5 && 0.5 <= high) covered++;
    }
    expect(Math.abs(covered / 400 - 0.95)).toBeLessThan(0.035);
  });
});

describe("pageTrend", () => {
  it("takes the normal limit from 13 rows on", () => {
    const orders = [
      "123",
      "213",
      "132",
      "321",
      "123",
      "123",
      "213",
      "123",
      "132",
      "123",
      "231",
      "123",
      "123",
    ];
    const thirteen = orders.map((order) => [...order].map(Number));
    // scipy 1.17.1: page_trend_test(rows, method='asymptotic') -> 171.0, p 0.0016318584508351144
    const result = pageTrend(thirteen)!;
    expect(result).toMatchObject({ l: 171, method: "normal" });
    expect(result.p).toBeCloseTo(0.0016318584508351144, 12);
    expect(pageTrend(thirteen.slice(1))!.method).toBe("exact");
  });
  const rows = [
    [3, 4, 3.5, 5],
    [1, 2, 4, 3],
    [2, 5, 6, 7],
    [1, 3, 2, 4],
    [2, 1, 3, 4.5],
  ];
  it("matches scipy, exact and normal", () => {
    // scipy.stats.page_trend_test(rows) -> 146.0, 0.00017531909079218107, 'exact'
    expect(pageTrend(rows)).toMatchObject({ l: 146, method: "exact", rows: 5, positions: 4 });
    expect(pageTrend(rows)!.p).toBeCloseTo(0.00017531909079218107, 14);
    // Mean of scipy.stats.spearmanr(row, [1,2,3,4]) over the rows: (0.8 × 4 + 1) / 5
    expect(pageTrend(rows)!.meanCorrelation).toBeCloseTo(0.84, 12);
    // scipy.stats.page_trend_test([[3,4,4,5],[1,2,4,3],[2,5,5,7],…], method='asymptotic') -> 146.0, 0.0005703529084349217
    const tied = pageTrend([[3, 4, 4, 5], rows[1]!, [2, 5, 5, 7], rows[3]!, rows[4]!])!;
    expect(tied).toMatchObject({ l: 146, method: "normal" });
    expect(tied.p).toBeCloseTo(0.0005703529084349217, 13);
  });
  it("defines the edges", () => {
    expect(pageTrend([])).toBeNull();
    expect(pageTrend([[1, 2]])).toBeNull();
    expect(pageTrend([[7, 7, 7]])!.p).toBeCloseTo(0.5, 12);
    expect(() => pageTrend([[1, 2, 3], [1]])).toThrow("row 1 has 1 values");
    expect(() => pageTrend([[1, Number.NaN, 3]])).toThrow("NaN");
  });
  it("keeps its level when stages are exchangeable", () => {
    let under = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const source = random(seed);
      const exchangeable = Array.from({ length: 20 }, () => [source.next(), source.next(), source.next()]);
      if (pageTrend(exchangeable)!.p < 0.05) under++;
    }
    expect(Math.abs(under / 1000 - 0.05)).toBeLessThan(0.024);
  });
});
