import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CommitRecord, maintenanceFeatures } from "../../src/classify/index.js";
import { commitRecord } from "../support/histories.js";

const asOf = new Date("2024-01-01T00:00:00Z");
function commit(at: string | null, more: Partial<CommitRecord> = {}): CommitRecord {
  return {
    modelId: "a/b",
    oid: String(at),
    committedAt: at === null ? null : new Date(at),
    title: "x",
    ...more,
  };
}
const model = { id: "a/b", createdAt: new Date("2023-01-01T00:00:00Z") };

describe("maintenanceFeatures", () => {
  it("counts what can be counted by hand", () => {
    const found = maintenanceFeatures(
      model,
      [
        commit("2023-06-01T00:00:00Z", {
          authors: ["anna"],
          isBot: false,
          title: "Upload model.safetensors",
        }),
        commit("2023-06-01T12:00:00Z", { authors: ["bo"], isBot: false, kinds: ["corrective"] }),
        commit("2023-06-03T12:00:00Z", { authors: ["SFconvertbot"], isBot: true, kinds: ["adaptive"] }),
        commit("2023-06-11T00:00:00Z", { authors: ["anna", "bo"], isBot: false, kinds: ["perfective"] }),
        commit("2023-12-02T00:00:00Z", { authors: null, isBot: null, title: "Release v2" }),
      ],
      asOf,
    );
    expect(found).toEqual({
      modelId: "a/b",
      commits: 5,
      ageDays: 365,
      commitsPerMonth: 5 / (365 / 30.4375),
      // 12 h, 48 h, 180 h, 4176 h
      medianIntervalHours: 114,
      // np.std([12,48,180,4176])/np.mean([12,48,180,4176]) (numpy)
      intervalVariation: expect.closeTo(1.607538508624529, 12),
      daysSinceLastCommit: 30,
      authors: 2,
      humanShare: 3 / 4,
      correctiveShare: 1 / 3,
      activeMonths: 2,
      releases: 2,
      // 10 days to 11 June (the bot's commit is no response), and 30 days without one so far.
      releaseResponseDays: 20,
      leftOut: { undated: 0, before2016: 0, afterAsOf: 0 },
    });
  });

  it("is defined for no commits, one commit, one second, and impossible dates", () => {
    expect(maintenanceFeatures(model, [], asOf)).toMatchObject({
      commits: 0,
      ageDays: 365,
      commitsPerMonth: null,
      daysSinceLastCommit: null,
      activeMonths: 0,
      releaseResponseDays: null,
    });
    expect(maintenanceFeatures({ id: "x", createdAt: null }, [], asOf).ageDays).toBeNull();
    expect(maintenanceFeatures(model, [commit("2023-12-31T00:00:00Z")], asOf)).toMatchObject({
      commits: 1,
      medianIntervalHours: null,
      intervalVariation: null,
      daysSinceLastCommit: 1,
    });
    const second = "2023-12-31T00:00:00Z";
    expect(maintenanceFeatures(model, [commit(second), commit(second), commit(second)], asOf)).toMatchObject({
      medianIntervalHours: 0,
      intervalVariation: null,
      activeMonths: 1,
    });
    const odd = [commit("2031-01-01T00:00:00Z"), commit("1970-01-01T00:00:00Z"), commit(null)];
    odd.push({ ...commit(null), committedAt: new Date(Number.NaN) });
    expect(maintenanceFeatures(model, odd, asOf)).toMatchObject({
      commits: 0,
      leftOut: { undated: 2, before2016: 1, afterAsOf: 1 },
    });
    expect(() => maintenanceFeatures(model, [], new Date(Number.NaN))).toThrow("asOf");
  });

  it("counts a month of age at the least, and lets an early commit overrule the creation time", () => {
    const young = { id: "y", createdAt: new Date("2023-12-30T00:00:00Z") };
    expect(maintenanceFeatures(young, [commit("2023-12-30T00:00:00Z")], asOf).commitsPerMonth).toBe(1);
    const floor = { id: "f", createdAt: new Date("2022-03-02T23:29:04Z") };
    expect(maintenanceFeatures(floor, [commit("2021-01-01T00:00:00Z")], asOf).ageDays).toBe(1095);
  });

  it("lets nothing after asOf leak in", () => {
    fc.assert(
      fc.property(fc.array(commitRecord, { maxLength: 25 }), (commits) => {
        const past = commits.filter(({ committedAt }) => !committedAt || committedAt <= asOf);
        const { leftOut: all, ...withFuture } = maintenanceFeatures(model, commits, asOf);
        const { leftOut, ...without } = maintenanceFeatures(model, past, asOf);
        expect(withFuture).toEqual(without);
        expect(all.afterAsOf).toBe(commits.length - past.length);
        expect(leftOut.afterAsOf).toBe(0);
      }),
    );
  });

  it("keeps its bounds whatever comes, in any order", () => {
    fc.assert(
      fc.property(fc.array(commitRecord, { maxLength: 25 }), (commits) => {
        const found = maintenanceFeatures(model, commits, asOf);
        for (const [name, value] of Object.entries(found)) {
          if (typeof value !== "number") continue;
          expect(Number.isFinite(value) && value >= 0, `${name} ${value}`).toBe(true);
          if (name.endsWith("Share")) expect(value).toBeLessThanOrEqual(1);
        }
        const { undated, before2016, afterAsOf } = found.leftOut;
        expect(found.commits + undated + before2016 + afterAsOf).toBe(commits.length);
        expect(found.activeMonths).toBeLessThanOrEqual(found.commits);
        expect(maintenanceFeatures(model, [...commits].reverse(), asOf)).toEqual(found);
      }),
    );
  });
});
