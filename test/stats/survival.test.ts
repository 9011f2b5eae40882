import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeier, logRank, random, survivalAt } from "../../src/stats/index.js";

const durations = [
  5, 8, 8, 12, 15, 15, 20, 22, 25, 30, 30, 35, 40, 2, 3, 3, 6, 6, 9, 11, 14, 14, 18, 1, 4, 4, 7, 10, 10, 13,
  16, 24,
];
const observed = [
  1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1,
];
const groups = [..."a".repeat(13), ..."b".repeat(10), ..."c".repeat(9)];

describe("kaplanMeier", () => {
  const curve = kaplanMeier(durations, observed)!;
  it("matches R's survfit with log-log bands", () => {
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
