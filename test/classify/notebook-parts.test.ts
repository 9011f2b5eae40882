import { describe, expect, it } from "vitest";
import {
  landmarkHazard,
  statedTrend,
  statusKept,
  trendWord,
  withoutCreation,
  workLives,
} from "../../src/classify/index.js";
import { random } from "../../src/stats/index.js";

describe("statedTrend", () => {
  const months = Array.from({ length: 12 }, (_, i) => ({
    key: `2023-${String(i + 1).padStart(2, "0")}`,
    n: 100,
    co2: i,
    licence: 50,
  }));
  it("has its slope in share a year, and its word by p and sign", () => {
    const trend = statedTrend(months, "co2")!;
    expect(trend.slope.value).toBeCloseTo(0.12, 10);
    expect([trendWord(trend), trendWord(statedTrend(months, "licence"))]).toEqual(["a rise", "no trend"]);
    expect(
      trendWord(
        statedTrend(
          months.map((row) => ({ ...row, co2: 20 - row.co2 })),
          "co2",
        ),
      ),
    ).toBe("a fall");
  });
  it("is null below eight months", () => {
    expect(statedTrend(months, "co2", { first: "2023-06" })).toBeNull();
    expect(statedTrend(months, "co2", { first: "2023-05" })?.n).toBe(8);
    expect(trendWord(null)).toBe("too few months");
  });
});

describe("statusKept", () => {
  const of = (...ids: string[]) => ids.map((modelId) => ({ modelId }));
  it("compares models that have a status at both times", () => {
    const kept = statusKept(
      of("a", "b", "c", "gone"),
      { statuses: ["High", "Low", null, "Low"] },
      of("c", "b", "a", "new"),
      {
        statuses: ["High", "High", "High", "Low"],
      },
    )!;
    expect([kept.count, kept.n]).toEqual([1, 2]);
  });
  it("is null where none has", () => {
    expect(statusKept(of("a"), { statuses: [null] }, of("a"), { statuses: ["Low"] })).toBeNull();
  });
});

describe("withoutCreation", () => {
  const commit = (kinds: string[] | null) => ({ kinds }) as never;
  it("leaves out a first commit without intent, and no other", () => {
    const histories = [
      { modelId: "a", commits: [commit(["none"]), commit(["none"]), commit(["perfective"])] },
      { modelId: "b", commits: [commit(["perfective"]), commit(["none"])] },
      { modelId: "c", commits: [commit(null)] },
      { modelId: "d", commits: [] },
    ];
    expect(withoutCreation(histories).map(({ commits }) => commits.length)).toEqual([2, 2, 1, 0]);
  });
});

describe("landmarkHazard", () => {
  const day = 86_400_000;
  const at = new Date("2020-01-01T00:00:00Z");
  const asOf = new Date("2024-01-01T00:00:00Z");
  /** Lives that end after a time whose mean grows with the count, if `effect` is above 0. */
  const drawn = (effect: number) => {
    const chance = random("landmark");
    return Array.from({ length: 400 }, (_, i) => {
      const count = chance.int(1000);
      const firstMs = at.getTime() - chance.int(700) * day;
      const mean = 300 * Math.exp(effect * (Math.log1p(count) - 6));
      return {
        modelId: `m${i}`,
        count,
        firstMs,
        lastMs: at.getTime() + (1 + Math.floor(-Math.log(1 - chance.int(999) / 1000) * mean)) * day,
      };
    });
  };
  const found = (effect: number) => {
    const spans = drawn(effect);
    const counts = new Map(spans.map(({ modelId, count }) => [modelId, count]));
    return landmarkHazard(spans, workLives(spans, { asOf, silentDays: 180 }), { at, counts });
  };
  it("finds a planted effect, and none where none is planted", () => {
    const planted = found(0.8);
    expect(planted.n).toBe(400);
    expect(planted.oddsRatio!.high).toBeLessThan(1);
    const none = found(0).oddsRatio!;
    expect([none.low < 1, none.high > 1]).toEqual([true, true]);
  });
  it("is null with few lives, or too little time to watch", () => {
    const spans = drawn(0);
    const lives = workLives(spans, { asOf, silentDays: 180 });
    expect(landmarkHazard(spans, lives, { at, counts: new Map([["m0", 1]]) })).toEqual({
      n: 1,
      oddsRatio: null,
    });
    const late = {
      at: new Date("2023-06-01T00:00:00Z"),
      counts: new Map(spans.map(({ modelId }) => [modelId, 1])),
    };
    expect(landmarkHazard(spans, lives, late).oddsRatio).toBeNull();
  });
});
