import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  kaplanMeier,
  logRank,
  logRankPairs,
  random,
  restrictedMean,
  survivalAt,
} from "../../src/stats/index.js";

const durations = [
  5, 8, 8, 12, 15, 15, 20, 22, 25, 30, 30, 35, 40, 2, 3, 3, 6, 6, 9, 11, 14, 14, 18, 1, 4, 4, 7, 10, 10, 13,
  16, 24,
];
const observed = [
  1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1,
];
const groups = [..."a".repeat(13), ..."b".repeat(10), ..."c".repeat(9)];

describe("kaplanMeier", () => {
  it("matches R's survfit with log-log bands", () => {
    const curve = kaplanMeier(durations, observed)!;
    // summary(survfit(Surv(t,e)~1, conf.type="log-log"), times=c(4,10,24)): surv, lower, upper, n.risk
    const rows = [
      [4, 0.84375, 0.6645678391764942, 0.931795260888986, 28],
      [10, 0.604452341137124, 0.4080555208556211, 0.753707605710726, 19],
      [24, 0.244901158623985, 0.0992908971807766, 0.424441712987087, 6],
    ] as const;
    for (const [time, value, low, high, atRisk] of rows) {
      const at = survivalAt(curve, time)!;
      expect(at.value).toBeCloseTo(value, 12);
      expect(at.low).toBeCloseTo(low, 12);
      expect(at.high).toBeCloseTo(high, 12);
      expect(curve.atRisk[curve.times.indexOf(time)]).toBe(atRisk);
    }
    // print(survfit): events 24, median 14, 0.95LCL 9, 0.95UCL 22
    expect(curve).toMatchObject({ n: 32, totalEvents: 24, median: { value: 14, low: 9, high: 22 } });
  });
  it("steps only at events and holds between times", () => {
    const curve = kaplanMeier(durations, observed)!;
    expect(survivalAt(curve, 0)).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(survivalAt(curve, 9.5)!.value).toBe(survivalAt(curve, 9)!.value);
    expect(survivalAt(curve, 40)).not.toBeNull();
    expect(survivalAt(curve, 41)).toBeNull();
  });
  it("is the plain share when nobody leaves", () => {
    const all = kaplanMeier([1, 2, 3, 4], [true, true, true, true])!;
    expect(all.survival).toEqual([1, 0.75, 0.5, 0.25, 0]);
    expect(all.median.value).toBe(2);
    expect(survivalAt(all, 99)).toMatchObject({ value: 0, low: 0, high: 0 });
  });
  it("defines the edges", () => {
    expect(kaplanMeier([], [])).toBeNull();
    expect(kaplanMeier([3, 5], [0, 0])).toMatchObject({
      survival: [1, 1, 1],
      totalEvents: 0,
      median: { value: null },
    });
    expect(kaplanMeier([0, 5], [1, 1])!.survival).toEqual([0.5, 0]);
    expect(() => kaplanMeier([-1], [1])).toThrow("a duration is -1");
    expect(() => kaplanMeier([Number.NaN], [1])).toThrow("NaN");
    expect(() => kaplanMeier([1, 2], [1])).toThrow("cannot be paired");
  });
  it("falls from 1, stays in its band and ignores order and unit", () => {
    const cases = fc.array(fc.tuple(fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(cases, (rows) => {
        const forth = kaplanMeier(
          rows.map(([t]) => t),
          rows.map(([, e]) => e),
        )!;
        const back = [...rows].reverse();
        const hours = kaplanMeier(
          back.map(([t]) => 24 * t),
          back.map(([, e]) => e),
        )!;
        expect(hours.survival).toEqual(forth.survival);
        expect(hours.times).toEqual(forth.times.map((t) => 24 * t));
        forth.survival.forEach((s, i) => {
          expect(s).toBeLessThanOrEqual(forth.survival[i - 1] ?? 1);
          if (forth.low[i] !== null) {
            expect(forth.low[i]!).toBeLessThanOrEqual(s);
            expect(forth.high[i]!).toBeGreaterThanOrEqual(s);
          }
        });
      }),
    );
  });
  it("covers the true survival at its level under censoring", () => {
    let covered = 0;
    for (let seed = 0; seed < 400; seed++) {
      const source = random(seed);
      const death = Array.from({ length: 80 }, () => source.exponential());
      const leave = death.map(() => 2 * source.next());
      const at = survivalAt(
        kaplanMeier(
          death.map((t, i) => Math.min(t, leave[i]!)),
          death.map((t, i) => t <= leave[i]!),
        )!,
        0.7,
      )!;
      if (at.low <= Math.exp(-0.7) && Math.exp(-0.7) <= at.high) covered++;
    }
    expect(Math.abs(covered / 400 - 0.95)).toBeLessThan(0.035);
  });
});

describe("logRank", () => {
  it("matches R's survdiff", () => {
    // survdiff(Surv(t,e)~g): chisq 8.49393960696842 on 2 df, p 0.0143075228948341,
    // exp 15.14580824480688 4.26806029047671 4.58613146471641, obs 9 8 7
    const result = logRank(durations, observed, groups)!;
    expect(result.statistic).toBeCloseTo(8.49393960696842, 11);
    expect(result.p).toBeCloseTo(0.0143075228948341, 12);
    expect(result.df).toBe(2);
    expect(result.groups.map((row) => [row.group, row.n, row.observed])).toEqual([
      ["a", 13, 9],
      ["b", 10, 8],
      ["c", 9, 7],
    ]);
    expect(result.groups[0]!.expected).toBeCloseTo(15.14580824480688, 11);
    // survdiff(…, subset = g != "c"): chisq 7.06474679119325
    expect(
      logRank(durations.slice(0, 23), observed.slice(0, 23), groups.slice(0, 23))!.statistic,
    ).toBeCloseTo(7.06474679119325, 11);
  });
  it("defines the edges", () => {
    expect(logRank([], [], [])).toBeNull();
    expect(logRank([1, 2], [1, 1], ["a", "a"])).toBeNull();
    expect(logRank([1, 2], [0, 0], ["a", "b"])).toBeNull();
    expect(logRank([2, 2], [1, 1], ["a", "b"])).toBeNull();
    // c leaves before anything happens: two groups remain.
    expect(logRank([0, 3, 4, 5, 6], [0, 1, 1, 1, 1], ["c", "a", "b", "a", "b"])!.df).toBe(1);
    expect(() => logRank([1], [1], [])).toThrow("cannot be paired");
  });
  it("keeps its level under the null and ignores names", () => {
    let under = 0;
    for (let seed = 0; seed < 600; seed++) {
      const source = random(seed);
      const times = Array.from({ length: 60 }, () => Math.ceil(8 * source.exponential()));
      const events = times.map(() => source.next() < 0.7);
      const named = times.map((_, i) => ["x", "y", "z"][i % 3]!);
      const result = logRank(times, events, named)!;
      if (result.p < 0.05) under++;
      if (seed === 0) {
        const numbered = logRank(
          times,
          events,
          times.map((_, i) => 9 - (i % 3)),
        )!;
        expect(numbered.statistic).toBeCloseTo(result.statistic, 10);
      }
    }
    expect(Math.abs(under / 600 - 0.05)).toBeLessThan(0.03);
  });
});

describe("restrictedMean", () => {
  const curve = kaplanMeier(durations, observed)!;
  it("matches R's survfit", () => {
    // summary(survfit(Surv(t,e)~1), rmean=h)$table[c("rmean","se(rmean)")] for h in 10, 24, 40
    for (const [horizon, value, error] of [
      [10, 8.346812290969901, 0.495956063850433],
      [24, 14.06988025561395, 1.46127619707903],
      [40, 16.39644126254181, 2.20041730540986],
    ] as const) {
      const found = restrictedMean(curve, horizon)!;
      expect(found.value).toBeCloseTo(value, 11);
      expect((found.high - found.low) / 2 / 1.959963984540054).toBeCloseTo(error, 11);
      expect(found.n).toBe(32);
    }
  });
  it("is the plain mean when nobody leaves, and the horizon when nobody dies", () => {
    expect(restrictedMean(kaplanMeier([1, 2, 3, 6], [1, 1, 1, 1])!, 100)!.value).toBe(3);
    expect(restrictedMean(kaplanMeier([9, 9], [0, 0])!, 5)).toMatchObject({ value: 5, low: 5, high: 5 });
  });
  it("defines the edges", () => {
    expect(restrictedMean(curve, 41)).toBeNull();
    expect(() => restrictedMean(curve, 0)).toThrow("horizon is 0");
    expect(() => restrictedMean(curve, Number.NaN)).toThrow("horizon is NaN");
  });
});

describe("logRankPairs", () => {
  it("matches R's survdiff on each pair with p.adjust", () => {
    // survdiff(Surv(t,e)~g, subset = g %in% pair)$chisq; p.adjust(c(0.0078…, 0.0254…, 0.6135…), "holm")
    const pairs = logRankPairs(durations, observed, groups);
    const found = pairs.map(({ first, second, n, events }) => [first, second, n, events]);
    expect(found).toEqual([
      ["a", "b", 23, 17],
      ["a", "c", 22, 16],
      ["b", "c", 19, 15],
    ]);
    const expected = [
      [7.064746791193249, 0.0078615423675642, 0.0235846271026926, 0.682610422390226 / 2.096809717013708],
      [4.995797924923248, 0.0254089356404086, 0.0508178712808172, 0.721506623402803 / 1.985194962219178],
      [0.255072575509298, 0.613525753445803, 0.613525753445803, 1.127710488282518 / 0.885405655567018],
    ];
    pairs.forEach(({ statistic, p, adjustedP, rateRatio }, i) => {
      [statistic, p, adjustedP, rateRatio].forEach((value, k) => {
        expect(value).toBeCloseTo(expected[i]![k]!, 11);
      });
    });
  });
  it("leaves out what cannot be tested", () => {
    expect(logRankPairs([], [], [])).toEqual([]);
    expect(logRankPairs([1, 2], [1, 1], ["a", "a"])).toEqual([]);
    // c leaves before anything happens.
    expect(logRankPairs([0, 3, 4, 5, 6], [0, 1, 1, 1, 1], ["c", "a", "b", "a", "b"])).toHaveLength(1);
  });
});
