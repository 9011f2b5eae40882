import { describe, expect, it } from "vitest";
import {
  cliffsDelta,
  clusteredAgreement,
  clusteredShare,
  clusteredShareRatio,
  cohensKappa,
  commonest,
  distinctInSamples,
  probabilityAbove,
  random,
  share,
  shareRatio,
} from "../../src/stats/index.js";

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

describe("the ratio of two shares over clusters", () => {
  const chance = random(5);
  const draw = (n: number, p: number) => Array.from({ length: n }, () => chance.next() < p);
  const count = (holds: boolean[]) => holds.filter(Boolean).length;
  const numbered = (n: number, from = 0) => Array.from({ length: n }, (_, i) => from + i);
  const [many, few] = [draw(3000, 0.2), draw(2000, 0.05)];

  it("is Katz's interval where every case is its own cluster", () => {
    const own = clusteredShareRatio(
      { holds: many, clusters: numbered(3000) },
      { holds: few, clusters: numbered(2000, 3000) },
      { seed: 1 },
    )!;
    const katz = shareRatio([count(many) + 0.5, 3001], [count(few) + 0.5, 2001])!;
    expect(own.value).toBeCloseTo(katz.value, 12);
    expect(own.n).toBe(5000);
    expect(Math.log(own.high / own.low) / Math.log(katz.high / katz.low)).toBeCloseTo(1, 0);
  });

  it("is twice as wide where clusters of four cases agree", () => {
    const fourfold = (holds: boolean[], from: number) => ({
      holds: holds.flatMap((hold) => [hold, hold, hold, hold]),
      clusters: numbered(holds.length, from).flatMap((cluster) => [cluster, cluster, cluster, cluster]),
    });
    const own = clusteredShareRatio(fourfold(many, 0), fourfold(few, 3000), { seed: 1 })!;
    const katz = shareRatio([4 * count(many), 12_000], [4 * count(few), 8000])!;
    expect(own.value).toBeCloseTo(katz.value, 2);
    expect(Math.log(own.high / own.low) / Math.log(katz.high / katz.low)).toBeGreaterThan(1.7);
    expect(Math.log(own.high / own.low) / Math.log(katz.high / katz.low)).toBeLessThan(2.3);
  });

  it("draws a cluster of both groups with all its cases: one cluster alone leaves no doubt", () => {
    const both = { holds: [true, false], clusters: ["a", "a"] };
    const { value, low, high } = clusteredShareRatio(both, both, { seed: 1, replicates: 20 })!;
    expect([value, low, high]).toEqual([1, 1, 1]);
  });

  it("has half a case where none holds, and is unknown without cases", () => {
    const none = { holds: [false, false], clusters: ["b", "c"] };
    expect(clusteredShareRatio({ holds: [true], clusters: ["a"] }, none, { seed: 1 })!.value).toBeCloseTo(
      4.5,
    );
    expect(clusteredShareRatio(none, { holds: [], clusters: [] }, { seed: 1 })).toBeNull();
    expect(clusteredShareRatio(none, none, { seed: 1 })).toBeNull();
    expect(() => clusteredShareRatio(none, { holds: [true], clusters: [] }, { seed: 1 })).toThrow(RangeError);
  });
});

describe("agreement over clusters", () => {
  it("is the agreement of Cohen's kappa beside what chance gives", () => {
    const chance = random(2);
    const a = Array.from({ length: 500 }, () => "xyz"[chance.int(3)]!);
    const b = a.map((label) => (chance.next() < 0.6 ? label : "xyz"[chance.int(3)]!));
    const own = clusteredAgreement(
      a,
      b,
      a.map((_, i) => i % 50),
      { seed: 1 },
    )!;
    const kappa = cohensKappa(a, b)!;
    expect(own.value).toBeCloseTo(kappa.agreement, 12);
    expect(own.chance).toBeCloseTo(kappa.chance, 12);
    expect(own.low).toBeLessThan(own.value);
    expect(own.high).toBeGreaterThan(own.value);
  });

  it("is unknown for no pairs, and wants pairs", () => {
    expect(clusteredAgreement([], [], [], { seed: 1 })).toBeNull();
    expect(() => clusteredAgreement(["a"], [], [], { seed: 1 })).toThrow(RangeError);
  });
});

describe("the chance that one of two samples is above the other", () => {
  it("counts pairs that differ", () => {
    expect(probabilityAbove([1, 2, 2], [1, 3])).toBe(2 / 5);
    expect(probabilityAbove([1], [1])).toBeNull();
    expect(probabilityAbove([], [1])).toBeNull();
  });

  it("is Cliff's delta where no pair is tied", () => {
    const chance = random(9);
    const [a, b] = [40, 60].map((n) => Array.from({ length: n }, () => chance.next()));
    expect(2 * probabilityAbove(a!, b!)! - 1).toBeCloseTo(cliffsDelta(a!, b!)!.value, 12);
  });
});

describe("labels", () => {
  it("have a commonest, the first among equals", () => {
    expect(commonest(["b", "a", "a", "b", "c"])).toEqual({ label: "b", count: 2, n: 5 });
    expect(commonest([null, 1, null])).toEqual({ label: null, count: 2, n: 3 });
    expect(commonest([])).toBeNull();
  });

  it("are as many in a sample as equal chances lead one to expect", () => {
    // Expected number of 100 equal labels in 380 draws: 100 (1 - 0.99^380) = 97.8; of 10,000: 10,000 (1 - 0.9999^380) = 372.9.
    const labels = (n: number) => Array.from({ length: n }, (_, i) => i);
    const few = distinctInSamples(labels(100), { size: 380, seed: 1 })!;
    expect(Math.abs(few.value - 97.8)).toBeLessThan(1);
    expect(Math.abs(distinctInSamples(labels(10_000), { size: 380, seed: 1 })!.value - 372.9)).toBeLessThan(
      1.5,
    );
    expect([few.low <= few.value, few.high >= few.value, few.high <= 100, few.n]).toEqual([
      true,
      true,
      true,
      380,
    ]);
    expect(distinctInSamples(["a", "a"], { size: 5, seed: 1 })).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(distinctInSamples([], { size: 5, seed: 1 })).toBeNull();
    expect(() => distinctInSamples(["a"], { size: 0, seed: 1 })).toThrow(RangeError);
  });
});
