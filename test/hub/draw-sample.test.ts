import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedFiles } from "../../src/hub/compare-history.js";
import { drawSample, type SampleFrameRow } from "../../src/hub/draw-sample.js";
import { isModelId } from "../../src/hub/model-address.js";
import { nextLink } from "../../src/hub/next-link.js";
import { parseRawHistory } from "../../src/hub/raw-history.js";

const frames = fc
  .array(
    fc.record({
      owner: fc.integer({ min: 0, max: 12 }),
      year: fc.integer({ min: 2020, max: 2024 }),
      likes: fc.option(fc.integer({ min: 0, max: 40 })),
    }),
    { maxLength: 200 },
  )
  .map((rows) =>
    rows.map(
      ({ owner, year, likes }, i): SampleFrameRow => ({
        key: `k${i}`,
        id: `o${owner}/m${i}`,
        createdAt: `${year}-05-05T00:00:00.000Z`,
        likes,
      }),
    ),
  );

describe("drawSample", () => {
  it("draws n different models whose weights add up to the frame, in every stratum too", () => {
    fc.assert(
      fc.property(frames, fc.nat(220), (frame, n) => {
        const sample = drawSample(frame, n, 7);
        expect(sample.length).toBe(Math.min(n, frame.length));
        expect(new Set(sample.map(({ key }) => key)).size).toBe(sample.length);
        const strata = new Map<string, number>();
        for (const { stratum, weight } of sample) strata.set(stratum, (strata.get(stratum) ?? 0) + weight);
        for (const { stratum, stratumSize } of sample)
          expect(strata.get(stratum)).toBeCloseTo(stratumSize, 8);
      }),
    );
  });

  it("is the same for the same frame in any order, and another for another seed", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(drawSample([...frame].reverse(), 20, "s")).toEqual(drawSample(frame, 20, "s"));
      }),
    );
    const frame = Array.from({ length: 500 }, (_, i) => ({
      key: `k${i}`,
      id: `o/m${i}`,
      createdAt: null,
      likes: 0,
    }));
    expect(drawSample(frame, 50, 1)).not.toEqual(drawSample(frame, 50, 2));
  });

  it("gives every model of a stratum the same chance", () => {
    const frame = Array.from({ length: 20 }, (_, i) => ({
      key: `k${i}`,
      id: `o/m${i}`,
      createdAt: null,
      likes: 0,
    }));
    const drawn = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++)
      for (const { key } of drawSample(frame, 5, seed)) drawn.set(key, (drawn.get(key) ?? 0) + 1);
    // Binomial(2000, 1/4): mean 500, standard deviation 19.4; five of them.
    for (const { key } of frame) expect(Math.abs(drawn.get(key)! - 500)).toBeLessThan(97);
  });

  it("gives nothing of nothing, and refuses what is no number of models", () => {
    expect(drawSample([], 5, 1)).toEqual([]);
    expect(() => drawSample([], 1.5, 1)).toThrow(RangeError);
  });
});

describe("parseRawHistory", () => {
  it("reads paths with any characters, and commits without files", () => {
    const [a, b] = ["a".repeat(40), "b".repeat(40)];
    const raw = `\u0001${a}\0\u0001${b}\0\n:000000 100644 ${"0".repeat(40)} ${a} A\0new\nline ü\0:100644 000000 ${a} ${"0".repeat(40)} D\0\u0001odd\0`;
    expect(parseRawHistory(Buffer.from(raw))).toEqual({
      oids: [a, b],
      files: [
        { oid: b, path: "new\nline ü", change: "added" },
        { oid: b, path: "\u0001odd", change: "deleted" },
      ],
    });
    expect(() => parseRawHistory(Buffer.from("fatal: no"))).toThrow(SyntaxError);
  });
});

describe("changedFiles", () => {
  it("reads the raw and the unified form, renames as two", () => {
    expect(
      changedFiles(
        ':100644 100644 1111111 2222222 M\tconfig.json\n:000000 100644 0000000 2222222 A\t"\\303\\274.csv"',
      ),
    ).toEqual([
      { path: "config.json", change: "modified" },
      { path: "ü.csv", change: "added" },
    ]);
    expect(
      changedFiles(
        "diff --git a/old.md b/new.md\nsimilarity index 100%\nrename from old.md\nrename to new.md\n",
      ),
    ).toEqual([
      { path: "new.md", change: "added" },
      { path: "old.md", change: "deleted" },
    ]);
  });
});

describe("isModelId", () => {
  it("takes the Hub's names and nothing that could be an option, a path or an address", () => {
    for (const id of ["gpt2", "google-bert/bert-base-uncased", "a/b.c_d-1"]) expect(isModelId(id)).toBe(true);
    for (const id of ["", "--upload-pack=x", "a/--b", "../b", "a/b/c", "a b", "a/..", "a?b", "http://x/y", 7])
      expect(isModelId(id)).toBe(false);
  });
});

describe("nextLink", () => {
  const hub = new URL("https://hub.example/base");
  it("keeps to the hub's own origin", () => {
    const header = '<https://other.example/api/models?cursor=x>; rel="next", <https://a/b>; rel="first"';
    expect(nextLink(header, "https://hub.example/api/models", hub)).toBe(
      "https://hub.example/api/models?cursor=x",
    );
    expect(nextLink('<https://a/b>; rel="prev"', "https://hub.example/", hub)).toBeNull();
    expect(nextLink(undefined, "https://hub.example/", hub)).toBeNull();
  });
});
