import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workLives } from "../../src/classify/index.js";
import { kaplanMeier, random } from "../../src/stats/index.js";

const day = 86_400_000;
const asOf = new Date(1000 * day);

describe("workLives", () => {
  it("ends lives up to the horizon, censors there what went on, and counts what it leaves out", () => {
    const found = workLives(
      [
        { firstMs: 0, lastMs: 10 * day },
        { firstMs: 100 * day, lastMs: 900 * day },
        { firstMs: 500 * day, lastMs: 901 * day },
        { firstMs: 899 * day, lastMs: 1000 * day },
        { firstMs: 901 * day, lastMs: 901 * day },
        { firstMs: 5 * day, lastMs: 4 * day },
        { firstMs: null, lastMs: 4 * day },
        { firstMs: 3 * day, lastMs: null },
      ],
      { asOf, silentDays: 100 },
    );
    expect(found).toEqual({
      rows: [0, 1, 2, 3],
      days: [10, 800, 400, 1],
      ended: [true, true, false, false],
      excluded: { unknown: 2, backwards: 1, tooYoung: 1 },
      horizonMs: 900 * day,
    });
  });
  it("loses no model and watches none past the horizon", () => {
    const span = fc.record({
      firstMs: fc.integer({ min: 0, max: 1000 }),
      lastMs: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(span), fc.integer({ min: 1, max: 999 }), (days, silentDays) => {
        const spans = days.map(({ firstMs, lastMs }) => ({ firstMs: firstMs * day, lastMs: lastMs * day }));
        const { rows, days: lives, excluded, horizonMs } = workLives(spans, { asOf, silentDays });
        const { unknown, backwards, tooYoung } = excluded;
        expect(rows.length + unknown + backwards + tooYoung).toBe(spans.length);
        rows.forEach((row, i) => {
          expect(lives[i]).toBeGreaterThanOrEqual(0);
          expect(spans[row]!.firstMs + lives[i]! * day).toBeLessThanOrEqual(horizonMs);
        });
      }),
    );
  });
  it("gives back the true median where models are made all the time and work a while, and asOf as limit would not", () => {
    // Work lasts 200 days in the median (exponential); a commit every day while it lasts.
    const source = random("lives");
    const spans = Array.from({ length: 6000 }, () => {
      const firstMs = 1000 * day * source.next();
      const life = (200 / Math.LN2) * source.exponential() * day;
      return { firstMs, lastMs: Math.min(firstMs + life, asOf.getTime()) };
    });
    const { days, ended } = workLives(spans, { asOf, silentDays: 180 });
    const { low, high, value } = kaplanMeier(days, ended)!.median;
    expect(low).toBeLessThan(200);
    expect(high).toBeGreaterThan(200);
    const untilAsOf = kaplanMeier(
      spans.map(({ firstMs, lastMs }) => (lastMs - firstMs) / day),
      spans.map(({ lastMs }) => lastMs <= asOf.getTime() - 180 * day),
    )!;
    expect(Math.abs(untilAsOf.median.value! - 200)).toBeGreaterThan(3 * Math.abs(value! - 200));
  });
  it("refuses a silence that is none", () => {
    expect(() => workLives([], { asOf, silentDays: 0 })).toThrow("silentDays is 0");
  });
});
