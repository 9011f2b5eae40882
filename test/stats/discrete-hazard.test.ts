import { describe, expect, it } from "vitest";
import { discreteHazard, logisticRegression, random } from "../../src/stats/index.js";

describe("discreteHazard", () => {
  it("is logistic regression over cases and periods written out", () => {
    const durations = [1.2, 3, 0, 2.5, 4.1, 2, 3.3, 1];
    const observed = [1, 0, 1, 1, 0, 1, 1, 0];
    const likes = [2, 5, 1, 2, 6, 4, 1, 3];
    const written = durations.flatMap((duration, i) => {
      const count = Math.max(1, Math.ceil(duration));
      return Array.from({ length: count }, (_, k) => ({
        event: k + 1 === count ? observed[i]! : 0,
        logPeriod: Math.log(k + 1),
        likes: likes[i]!,
      }));
    });
    const { cases, ...fit } = discreteHazard(durations, observed, { likes }, { periodLength: 1 });
    expect(cases).toBe(8);
    expect(fit).toEqual(
      logisticRegression(
        written.map((row) => row.event),
        { logPeriod: written.map((row) => row.logPeriod), likes: written.map((row) => row.likes) },
      ),
    );
  });
  it("recovers planted odds under censoring, in any unit", () => {
    const source = random("hazard");
    const cases = 3000;
    const popular = Float64Array.from({ length: cases }, () => source.int(2));
    const durations = new Float64Array(cases);
    const observed = new Uint8Array(cases);
    for (let i = 0; i < cases; i++) {
      const leaves = 1 + source.int(12);
      const hazard = 1 / (1 + Math.exp(1.5 + 0.7 * popular[i]!));
      let month = 1;
      while (month < leaves && source.next() >= hazard) month++;
      observed[i] = month < leaves ? 1 : 0;
      durations[i] = month;
    }
    const fit = discreteHazard(durations, observed, { popular }, { periodLength: 1 });
    const effect = fit.coefficients[2]!;
    // The last month of a case that leaves is at risk without an event: a slightly lower hazard for both groups alike.
    expect(Math.abs(effect.estimate + 0.7)).toBeLessThan(4 * effect.standardError);
    expect(effect.oddsRatio.high).toBeLessThan(1);
    const days = discreteHazard(
      durations.map((d) => d * 30),
      observed,
      { popular },
      { periodLength: 30 },
    );
    expect(days.coefficients).toEqual(fit.coefficients);
  });
  it("defines the edges", () => {
    const some = { x: [1, 2, 4] };
    expect(() => discreteHazard([1, -1, 2], [1, 1, 0], some, { periodLength: 1 })).toThrow(
      "a duration is -1",
    );
    expect(() => discreteHazard([1, 2, 3], [1, 1, 0], some, { periodLength: 0 })).toThrow(
      "periodLength is 0",
    );
    expect(() => discreteHazard([1, 1e12, 3], [1, 1, 0], some, { periodLength: 1 })).toThrow(
      "lengthen the period",
    );
    expect(() => discreteHazard([1, 2], [1, 1], some, { periodLength: 1 })).toThrow("cannot be paired");
    expect(() => discreteHazard([3, 2, 3], [0, 0, 0], some, { periodLength: 1 })).toThrow("outcomes are 0");
  });
  it("takes clusters per case", () => {
    const source = random(4);
    const durations = Float64Array.from({ length: 200 }, () => 5 * source.exponential());
    const owner = Array.from({ length: 200 }, (_, i) => i % 20);
    const fit = discreteHazard(
      durations,
      durations.map(() => 1),
      {},
      { periodLength: 1, clusters: owner, level: 0.9 },
    );
    expect(fit.level).toBe(0.9);
    expect(fit.coefficients[0]!.standardError).toBeGreaterThan(0);
  });
});
