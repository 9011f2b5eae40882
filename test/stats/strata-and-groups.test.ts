import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  halfYears,
  levelIndicators,
  mannKendall,
  meanInterval,
  poolSmall,
  seriesTrends,
  spearman,
  spearmanWithin,
  zScores,
} from "../../src/stats/index.js";

describe("seriesTrends", () => {
  const series = [
    [1, 3, 2, 5, 4, 6, 8, 7, 9, 10],
    [10, 9, 7, 8, 6, 5, 3, 4, 2, 1],
    [3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 2],
  ];
  it("has scipy's p and q", () => {
    // [kendalltau(range(10), x, method="exact").pvalue for x in series]; false_discovery_control(of these)
    const trends = seriesTrends(series);
    const [p, q] = [
      [1.1518959435626102e-4, 2.9761904761904762e-5, 0.4843127204585538],
      [1.72784392e-4, 8.92857143e-5, 0.48431272],
    ];
    trends.forEach((trend, i) => {
      expect(trend.p).toBeCloseTo(p[i]!, 12);
      expect(trend.q).toBeCloseTo(q[i]!, 8);
    });
    expect(trends.map(({ verdict }) => verdict)).toEqual(["rises", "falls", "no trend"]);
  });
  it("is mannKendall for one series, and nothing for none", () => {
    const [one] = seriesTrends([series[0]!]);
    expect(one).toMatchObject({ ...mannKendall(series[0]!)!, q: one!.p });
    expect(seriesTrends([])).toEqual([]);
    expect(() => seriesTrends([[1, 2]])).toThrow(RangeError);
  });
});

describe("spearmanWithin", () => {
  it("averages scipy's correlations by the sizes of the strata", () => {
    // spearmanr([1,2,3,4,5,6], [2,1,4,3,6,5]).statistic; spearmanr([1,2,3,4,5], [5,3,4,1,2]).statistic
    const strata = [..."aaaaaabbbbb"];
    const found = spearmanWithin(
      strata,
      [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5],
      [2, 1, 4, 3, 6, 5, 5, 3, 4, 1, 2],
      {
        least: 5,
      },
    )!;
    expect(found.value).toBeCloseTo((6 * 0.8285714285714286 + 5 * -0.8) / 11, 12);
    expect(found.n).toBe(11);
  });
  it("is spearman's where there is one stratum", () => {
    const [x, y] = [
      [1, 2, 3, 4, 5, 6, 7],
      [2, 1, 4, 3, 6, 7, 5],
    ];
    const [within, whole] = [
      spearmanWithin(
        x.map(() => 1),
        x,
        y,
        { least: 1 },
      )!,
      spearman(x, y)!,
    ];
    expect(within.value).toBeCloseTo(whole.value, 12);
    expect(within.high - within.low).toBeCloseTo(whole.high - whole.low, 12);
  });
  it("leaves out small and constant strata, and is null without others", () => {
    expect(spearmanWithin([1, 1, 1], [1, 2, 3], [1, 2, 3])).toBeNull();
    expect(spearmanWithin([1, 1, 1], [1, 1, 1], [1, 2, 3], { least: 3 })).toBeNull();
    expect(spearmanWithin([], [], [])).toBeNull();
    expect(() => spearmanWithin([1], [1, 2], [1, 2])).toThrow(RangeError);
  });
});

describe("zScores", () => {
  it("has scipy's values", () => {
    // scipy.stats.zscore([2, 4, 4, 4, 5, 5, 7, 9])
    expect(zScores([2, 4, 4, 4, 5, 5, 7, 9])).toEqual([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]);
  });
  it("is zero for values that are all alike, and empty for none", () => {
    expect(zScores([3, 3])).toEqual([0, 0]);
    expect(zScores([])).toEqual([]);
  });
});

describe("groups", () => {
  it("pools small groups alone", () => {
    expect(poolSmall(["a", "a", "b", "a", "c"], { least: 2 })).toEqual(["a", "a", "others", "a", "others"]);
    expect(poolSmall([])).toEqual([]);
  });
  it("makes columns of the largest groups but the commonest", () => {
    expect(levelIndicators("of", ["a", "b", "a", "c", "b", "d"], { most: 2 })).toEqual({
      "of: b": [0, 1, 0, 0, 1, 0],
      "of: c": [0, 0, 0, 1, 0, 0],
    });
    expect(levelIndicators("of", ["a", "a"])).toEqual({});
  });
  it("puts values into half-years in order, each dated value in one", () => {
    const dates = fc.array(
      fc.option(fc.date({ min: new Date("2019-01-01"), max: new Date("2024-12-31"), noInvalidDate: true })),
    );
    fc.assert(
      fc.property(dates, (times) => {
        const found = halfYears(times, (time) => time);
        expect(found.flatMap(({ values }) => values).length).toBe(times.filter(Boolean).length);
        for (const { start, values } of found)
          for (const time of values) {
            expect(time!.getTime()).toBeGreaterThanOrEqual(start.getTime());
            expect(time!.getTime() - start.getTime()).toBeLessThan(185 * 86_400_000);
          }
        expect(found.map(({ start }) => start.getTime())).toEqual(
          found.map(({ start }) => start.getTime()).sort((a, b) => a - b),
        );
      }),
    );
  });
  it("begins half-years in January and July, and leaves small ones out", () => {
    const times = ["2021-06-30T23:59:59Z", "2021-07-01T00:00:00Z", "2021-12-31T12:00:00Z"].map(
      (at) => new Date(at),
    );
    expect(halfYears(times, (time) => time, { least: 2 })).toEqual([
      { start: new Date("2021-07-01T00:00:00Z"), values: times.slice(1) },
    ]);
  });
});

describe("meanInterval", () => {
  it("has scipy's ends", () => {
    // norm.interval(0.95, mean(x), sem(x)) for x = [1, 2, 3, 4, 10.5]
    const { value, low, high, n } = meanInterval([1, 2, 3, 4, 10.5])!;
    expect([value, n]).toEqual([4.1, 5]);
    expect(low).toBeCloseTo(0.8145016685211219, 10);
    expect(high).toBeCloseTo(7.385498331478877, 10);
  });
  it("is null for fewer than two values", () => {
    expect([meanInterval([]), meanInterval([1])]).toEqual([null, null]);
  });
});
