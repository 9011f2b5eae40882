import { describe, expect, it } from "vitest";
import { clusteredShare, random, share, shareRatio } from "../../src/stats/index.js";

describe("the ratio of two shares", () => {
  // scipy 1.17.1: relative_risk(27, 122, 44, 487) prints 2.4495156482861398, confidence_interval(0.95) 1.5836990926700116 to
  // 3.7886786315466354.
  it("is scipy's relative risk with its interval", () => {
    const ratio = shareRatio([27, 122], [44, 487])!;
    expect(ratio.value).toBeCloseTo(2.4495156482861398, 12);
    expect(ratio.low).toBeCloseTo(1.5836990926700116, 8);
    expect(ratio.high).toBeCloseTo(3.7886786315466354, 8);
    expect(ratio.n).toBe(609);
  });

  it("is unknown beside nothing", () => {
    expect(shareRatio([0, 10], [3, 10])).toBeNull();
    expect(shareRatio([3, 10], [0, 10])).toBeNull();
    expect(shareRatio([0, 0], [3, 10])).toBeNull();
    expect(() => shareRatio([11, 10], [1, 10])).toThrow(RangeError);
  });
});

describe("a share over clusters", () => {
  it("is the share of the rows, with a wider interval where a cluster's rows agree", () => {
    const clusters = Array.from({ length: 1000 }, (_, i) => Math.floor(i / 50));
    const agreeing = clusters.map((cluster) => cluster % 2 === 0);
    const agreed = clusteredShare(agreeing, clusters, { seed: 1 })!;
    const alone = share(500, 1000)!;
    expect(agreed.value).toBe(0.5);
    expect(agreed.high - agreed.low).toBeGreaterThan(3 * (alone.high - alone.low));
  });

  it("is as wide as Wilson's where every row is its own cluster", () => {
    const chance = random(3);
    const hits = Array.from({ length: 800 }, () => chance.next() < 0.3);
    const own = clusteredShare(
      hits,
      hits.map((_, i) => i),
      { seed: 1 },
    )!;
    const wilson = share(hits.filter(Boolean).length, 800)!;
    expect(own.value).toBe(wilson.value);
    expect((own.high - own.low) / (wilson.high - wilson.low)).toBeCloseTo(1, 0);
  });

  it("is unknown for no rows", () => expect(clusteredShare([], [], { seed: 1 })).toBeNull());
});
