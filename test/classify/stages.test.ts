import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  assignStages,
  type CommitRecord,
  coEditLift,
  type FileRole,
  isRelease,
  releaseEvents,
  stageMeasures,
} from "../../src/classify/index.js";

const day = 86_400_000;
const base = Date.UTC(2023, 0, 1);
function commit(days: number | null, more: Partial<CommitRecord> = {}): CommitRecord {
  return {
    modelId: "a/b",
    oid: String(days),
    committedAt: days === null ? null : new Date(base + days * day),
    title: "Update README.md",
    ...more,
  };
}
const touching = (...roles: FileRole[]) => ({
  files: roles.map((role, i) => ({ path: `${role}${i}`, change: "modified", role })),
});

describe("releaseEvents", () => {
  it("believes files over titles, and titles where files are unknown", () => {
    expect(isRelease(commit(0, { title: "tidy", ...touching("card", "weights") }))).toBe(true);
    expect(isRelease(commit(0, { title: "Upload model.safetensors", ...touching("card") }))).toBe(false);
    expect(isRelease(commit(0, { title: "Release 2.0", ...touching("card") }))).toBe(true);
    expect(isRelease(commit(0, { title: "Upload model.safetensors" }))).toBe(true);
    expect(isRelease(commit(0, { title: "Delete pytorch_model.bin" }))).toBe(false);
    expect(isRelease(commit(0, { title: "Update README.md" }))).toBe(false);
    expect(isRelease(commit(0, { title: null }))).toBe(false);
    expect(isRelease(commit(0, { title: "Upload model", isBot: true }))).toBe(false);
    const deleted = [{ path: "m.bin", change: "deleted", role: "weights" as const }];
    expect(isRelease(commit(0, { title: "away", files: deleted }))).toBe(false);
  });
  it("joins commits of one upload and passes over undated ones", () => {
    const weights = touching("weights");
    const commits = [commit(9, weights), commit(null, weights), commit(0, weights), commit(0.9, weights)];
    expect(releaseEvents(commits)).toEqual([
      { startMs: base, endMs: base + 0.9 * day },
      { startMs: base + 9 * day, endMs: base + 9 * day },
    ]);
    expect(releaseEvents([])).toEqual([]);
  });
});

describe("assignStages", () => {
  it("cuts by commits, by lifetime and by releases", () => {
    const commits = [0, 1, 2, 3, 30, 89, 90].map((days) => commit(days));
    expect(assignStages(commits, { by: "commits" }).stages).toEqual([1, 1, 1, 2, 2, 3, 3]);
    expect(assignStages(commits, { by: "lifetime" }).stages).toEqual([1, 1, 1, 1, 2, 3, 3]);
    const until = new Date(base + 900 * day);
    expect(assignStages(commits, { by: "lifetime", until }).stages).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const released = commits.map((one, i) => (i === 2 || i === 4 ? { ...one, ...touching("weights") } : one));
    expect(assignStages(released, { by: "releases" }).stages).toEqual([1, 1, 2, 2, 2, 3, 3]);
  });
  it("says why a history has no stages", () => {
    expect(assignStages([commit(0)], { by: "commits" })).toEqual({
      stages: [null],
      gap: "fewer commits than stages",
    });
    expect(assignStages([], { by: "lifetime" }).gap).toBe("fewer commits than stages");
    expect(assignStages([commit(5), commit(5), commit(5)], { by: "lifetime" }).gap).toBe(
      "no time between first and last commit",
    );
    expect(assignStages([commit(0), commit(1), commit(2)], { by: "releases" }).gap).toBe("no release");
    expect(() => assignStages([], { by: "commits", stages: 1 })).toThrow("at least 2");
  });
  it("gives no stage by time to commits with impossible times, and still one by order", () => {
    const commits = [commit(-9000), commit(0), commit(null), commit(1), commit(2), commit(9000)];
    const until = new Date(base + 3 * day);
    expect(assignStages(commits, { by: "lifetime", until }).stages).toEqual([null, 1, null, 2, 3, null]);
    expect(assignStages(commits, { by: "commits" }).stages).toEqual([1, 1, 2, 2, 3, 3]);
  });
  it("never goes back, and fills the first and last stage", () => {
    const histories = fc.array(fc.nat(1000), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(histories, fc.integer({ min: 2, max: 5 }), (days, count) => {
        const commits = [...days].sort((a, b) => a - b).map((at) => commit(at));
        for (const by of ["commits", "lifetime"] as const) {
          const { stages, gap } = assignStages(commits, { by, stages: count });
          if (gap) continue;
          const given = stages.map((stage) => stage!);
          expect(given).toEqual([...given].sort((a, b) => a - b));
          expect(given[0]).toBe(1);
          expect(given.at(-1)).toBe(count);
        }
      }),
    );
  });
});

describe("stageMeasures", () => {
  it("measures what can be computed by hand, each share over what is known", () => {
    const commits = [
      commit(0, { ...touching("weights", "config"), kinds: ["perfective"] }),
      commit(1, { ...touching("weights"), kinds: [] }),
      commit(2, touching("card")),
      commit(3, { kinds: ["corrective", "perfective"] }),
      commit(13, { files: [] }),
      commit(14, touching("card")),
    ];
    const { rows, models, excluded } = stageMeasures(
      [
        { modelId: "a/b", commits },
        { modelId: "c/d", commits: [commit(0)] },
      ],
      { by: "commits" },
    );
    expect(models).toBe(1);
    expect(excluded).toEqual({ "fewer commits than stages": 1 });
    expect(rows[0]).toEqual({
      modelId: "a/b",
      stage: 1,
      commits: 2,
      intervalHours: 24,
      commitsWithFiles: 2,
      meanFiles: 1.5,
      medianFiles: 1.5,
      cardShare: 0,
      configShare: 0.5,
      weightsShare: 1,
      codeShare: 0,
      commitsWithKinds: 1,
      correctiveShare: 0,
      adaptiveShare: 0,
      perfectiveShare: 1,
    });
    expect(rows[1]).toMatchObject({
      commitsWithFiles: 1,
      cardShare: 1,
      correctiveShare: 1,
      intervalHours: 24,
    });
    expect(rows[2]).toMatchObject({
      commitsWithFiles: 2,
      meanFiles: 0.5,
      cardShare: 0.5,
      correctiveShare: null,
      intervalHours: 132,
    });
  });
  it("keeps a row for a stage without commits", () => {
    const commits = [0, 1, 90].map((at) => commit(at));
    const { rows } = stageMeasures([{ modelId: "a/b", commits }], { by: "lifetime" });
    expect(rows.map((row) => row.commits)).toEqual([2, 0, 1]);
    expect(rows[1]).toMatchObject({ intervalHours: null, meanFiles: null, cardShare: null });
  });
});

describe("coEditLift", () => {
  it("finds roles that go together", () => {
    const commits = Array.from({ length: 40 }, (_, i) => ({
      modelId: `m${i % 8}`,
      roles: (i % 4 === 0 ? ["weights", "config"] : i % 4 === 1 ? ["card"] : ["card", "media"]) as FileRole[],
    }));
    commits.push({ modelId: "m0", roles: [] });
    const found = coEditLift(commits, { seed: 1, replicates: 200 });
    // weights and config: 10 of 40 each, always together: 0.25 / 0.0625 = 4; card and media: 20 of 40, 30 and 20.
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ a: "config", b: "weights", together: 10, lift: 4, n: 40 });
    expect(found[1]!.lift).toBeCloseTo(20 / 40 / ((30 / 40) * (20 / 40)), 12);
    for (const { low, lift, high } of found) {
      expect(low).toBeLessThanOrEqual(lift);
      expect(high).toBeGreaterThanOrEqual(lift);
    }
    expect(coEditLift([], { seed: 1 })).toEqual([]);
  });
});
