import { describe, expect, it } from "vitest";
import {
  type CommitRecord,
  type ModelHistory,
  stageMeasures,
  stageTrends,
} from "../../src/classify/index.js";
import { random } from "../../src/stats/index.js";

/** 120 models of 12 commits; the chance that a commit touches the card rises, code stays, weights fall. */
function histories(seed: number): ModelHistory[] {
  const source = random(seed);
  return Array.from({ length: 120 }, (_, m) => ({
    modelId: `m${m}`,
    commits: Array.from({ length: 12 }, (_, i): CommitRecord => {
      const late = i / 11;
      const files = [
        { path: "README.md", change: "modified", role: "card" as const, chance: 0.2 + 0.5 * late },
        { path: "model.bin", change: "modified", role: "weights" as const, chance: 0.8 - 0.6 * late },
        { path: "a.py", change: "modified", role: "code" as const, chance: 0.3 },
      ].filter(({ chance }) => source.next() < chance);
      return {
        modelId: `m${m}`,
        oid: `${m}-${i}`,
        committedAt: new Date(Date.UTC(2023, 0, 1 + 10 * i)),
        title: "x",
        files,
        kinds: null,
      };
    }),
  }));
}

describe("stageTrends", () => {
  const trendsAnew = () => {
    const trends = stageTrends(stageMeasures(histories(1), { by: "commits" }), { seed: 1, replicates: 200 });
    return (measure: string) => trends.find((trend) => trend.measure === measure)!;
  };

  it("finds the planted rise and fall and no trend where none is", () => {
    const of = trendsAnew();
    expect(of("cardShare")).toMatchObject({ direction: "rises", n: 120, incomplete: 0 });
    expect(of("weightsShare")).toMatchObject({ direction: "falls" });
    expect(of("codeShare")).toMatchObject({ direction: "none" });
    // 12 commits in thirds: the planted chance moves by 0.5 × 8 / 11 from the first third to the last.
    expect(of("cardShare").change!.low).toBeLessThan((0.5 * 8) / 11);
    expect(of("cardShare").change!.high).toBeGreaterThan((0.5 * 8) / 11);
    const { stageMeans, change } = of("cardShare");
    expect(change!.value).toBeCloseTo(stageMeans[2]! - stageMeans[0]!, 12);
    expect(of("cardShare").delta!.value).toBeGreaterThan(0.4);
    expect(of("weightsShare").riseOverFall).toBeLessThan(-0.5);
    expect(of("cardShare").kruskalP).toBeLessThan(1e-6);
  });
  it("has no result where nothing is known, and no trend in equal intervals", () => {
    const of = trendsAnew();
    expect(of("correctiveShare")).toMatchObject({
      n: 0,
      incomplete: 120,
      pageP: null,
      direction: "none",
      change: null,
    });
    expect(of("intervalHours")).toMatchObject({
      stageMeans: [240, 240, 240],
      direction: "none",
      riseOverFall: 0,
    });
    expect(stageTrends({ rows: [], stages: 3, models: 0, excluded: {} }, { seed: 1 })[0]).toMatchObject({
      n: 0,
    });
  });
  it("is not misled by stages of unequal size", () => {
    // Four commits: two, one and one. File counts are skewed and have no trend.
    const source = random(4);
    const skewed = Array.from(
      { length: 4000 },
      (_, m): ModelHistory => ({
        modelId: `m${m}`,
        commits: Array.from(
          { length: 4 },
          (_, i): CommitRecord => ({
            modelId: `m${m}`,
            oid: `${i}`,
            committedAt: new Date(Date.UTC(2023, 0, 1 + i)),
            title: "x",
            files: Array.from({ length: source.next() < 0.1 ? 20 : 1 }, (_, f) => ({
              path: `${f}`,
              change: "added",
              role: "data" as const,
            })),
          }),
        ),
      }),
    );
    const [files] = stageTrends(stageMeasures(skewed, { by: "commits" }), {
      seed: 1,
      measures: ["meanFiles"],
      replicates: 200,
    });
    expect(files!.adjustedP).toBeLessThan(0.05);
    expect(files!.direction).toBe("none");
  });
  it("uses finer stages for Mann-Kendall", () => {
    const fine = stageTrends(stageMeasures(histories(1), { by: "commits", stages: 6 }), {
      seed: 1,
      measures: ["cardShare"],
      replicates: 50,
    })[0]!;
    expect(fine.mannKendall!.s).toBeGreaterThanOrEqual(13);
    expect(fine.mannKendall!.p).toBeLessThan(0.05);
  });
});
