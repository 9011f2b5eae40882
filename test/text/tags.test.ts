import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../src/stats/index.js";
import {
  burstsBeyondChance,
  findBursts,
  metadataCompleteness,
  summariseTags,
  tagFamilies,
  tagFamily,
} from "../../src/text/index.js";

describe("tagFamily", () => {
  it.each([
    ["transformers", "library", "transformers"],
    ["safetensors", "library", "safetensors"],
    ["text-generation", "task", "text-generation"],
    ["conversational", "task", "conversational"],
    ["en", "language", "en"],
    ["license:apache-2.0", "licence", "apache-2.0"],
    ["dataset:squad", "dataset", "squad"],
    ["dataset:", "dataset", null],
    ["arxiv:1706.03762", "arxiv", "1706.03762"],
    ["region:us", "region", "us"],
    ["base_model:owner/name", "base model", "owner/name"],
    ["endpoints_compatible", "hub", "endpoints_compatible"],
    ["not-for-all-audiences", "free", "not-for-all-audiences"],
    ["نموذج", "free", "نموذج"],
    ["constructor", "free", "constructor"],
    ["", "free", null],
  ])("puts %j in %s", (tag, family, value) => expect(tagFamily(tag)).toEqual({ family, value }));

  it("bounds the longest tags", () => expect(tagFamily("x".repeat(10_000)).value).toHaveLength(200));

  it("has a known family for everything", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (tag) => tagFamilies.includes(tagFamily(tag).family)),
    );
  });
});

describe("findBursts", () => {
  const totals = new Array<number>(12).fill(100);

  it("finds a planted burst and its weight", () => {
    const hits = [2, 2, 2, 2, 10, 10, 10, 2, 2, 2, 2, 2];
    // By hand: p0 = 48/1200, p1 = 2 p0; the coefficient cancels.
    const gain = (h: number) => h * Math.log(2) + (100 - h) * Math.log(0.92 / 0.96);
    const [burst, ...others] = findBursts(hits, totals);
    expect([burst!.start, burst!.end, others]).toEqual([4, 6, []]);
    expect(burst!.weight).toBeCloseTo(3 * gain(10), 10);
  });

  it("has none in steady shares, however the totals grow", () => {
    const growing = totals.map((_, t) => 100 * 2 ** t);
    expect(
      findBursts(
        growing.map((total) => total / 20),
        growing,
      ),
    ).toEqual([]);
    expect(findBursts([0, 0], [5, 5])).toEqual([]);
    expect(() => findBursts([6], [5])).toThrow(/6 hits of 5/);
  });

  it("takes the cheapest of all sequences of states", () => {
    const series = fc.array(fc.tuple(fc.nat(8), fc.nat(20)), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(series, (periods) => {
        const hits = periods.map(([h]) => h);
        const all = periods.map(([h, more]) => h + more);
        const n = hits.length;
        const share = hits.reduce((a, b) => a + b, 0) / all.reduce((a, b) => a + b, 0);
        if (!(share > 0 && share < 0.45)) return;
        const cost = (states: number) => {
          let sum = 0;
          for (let t = 0; t < n; t++) {
            const p = share * (1 + ((states >> t) & 1));
            sum -= hits[t]! * Math.log(p) + (all[t]! - hits[t]!) * Math.log(1 - p);
            if ((states >> t) & 1 && !(t > 0 && (states >> (t - 1)) & 1)) sum += Math.log(n);
          }
          return sum;
        };
        let found = 0;
        for (const { start, end } of findBursts(hits, all))
          for (let t = start; t <= end; t++) found |= 1 << t;
        const least = Math.min(...Array.from({ length: 1 << n }, (_, states) => cost(states)));
        expect(cost(found)).toBeCloseTo(least, 9);
      }),
    );
  });
});

describe("metadataCompleteness", () => {
  it("counts what is declared", () => {
    const model = {
      pipeline_tag: "text-generation",
      library: "",
      licence: null,
      languages: ["en"],
      datasets: [],
      base_models: [""],
    };
    expect(metadataCompleteness(model)).toBe(2 / 6);
    expect(metadataCompleteness(model, ["languages"])).toBe(1);
    expect(() => metadataCompleteness(model, [])).toThrow(/at least one/);
  });
});

describe("burstsBeyondChance", () => {
  const totals = Array.from({ length: 24 }, () => 1000);
  const chance = random("bursts");
  const drawn = (share: (t: number) => number) =>
    totals.map((n, t) => Array.from({ length: n }, () => chance.next()).filter((u) => u < share(t)).length);
  const still = Array.from({ length: 60 }, (_, i) => [`still ${i}`, drawn(() => 0.02)] as const);

  it("finds the planted burst and few others, and as few in what chance dealt", () => {
    const histories = new Map<string, number[]>([
      ...still,
      ["planted", drawn((t) => (t >= 8 && t < 12 ? 0.1 : 0.01))],
    ]);
    const found = burstsBeyondChance(histories, totals, { seed: 1 });
    expect(found.bursts[0]).toMatchObject({ name: "planted", start: 8, end: 11 });
    expect(found.tested).toBe(61);
    expect(found.bursting).toBeLessThanOrEqual(8);
    expect(found.byChance).toBeLessThanOrEqual(8);
    expect(burstsBeyondChance(histories, totals, { seed: 1 })).toEqual(found);
  });
  it("has nothing to say of nothing", () => {
    expect(burstsBeyondChance(new Map(), totals, { seed: 1 })).toMatchObject({ bursts: [], tested: 0 });
  });
});

describe("summariseTags", () => {
  it("counts tags and uses by family, and knows the extremes", () => {
    const tags = [
      { tag: "transformers", uses: 9 },
      { tag: "dataset:squad", uses: 4 },
      { tag: "dataset:", uses: 2 },
      { tag: "x".repeat(10_000), uses: 1 },
    ];
    const found = summariseTags(tags);
    expect(found).toMatchObject({ uses: 16, longest: 10_000, nameless: 2 });
    const row = (family: string) => found.families.find((one) => one.family === family);
    expect(row("dataset")).toEqual({ family: "dataset", tags: 2, uses: 6, mostUsed: "dataset:squad" });
    expect(row("arxiv")).toEqual({ family: "arxiv", tags: 0, uses: 0, mostUsed: null });
    expect(found.familyOf.get("transformers")).toBe("library");
  });
  it("keeps every use, and every family, whatever the tags", () => {
    const tags = fc.uniqueArray(fc.string(), { maxLength: 30 });
    fc.assert(
      fc.property(tags, (names) => {
        const found = summariseTags(names.map((tag, i) => ({ tag, uses: i + 1 })));
        expect(found.families.map(({ family }) => family)).toEqual(tagFamilies);
        expect(found.families.reduce((sum, { uses }) => sum + uses, 0)).toBe(found.uses);
      }),
    );
  });
});
