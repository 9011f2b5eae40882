import { describe, expect, it } from "vitest";
import {
  chooseClusterCount,
  explainModel,
  type MaintenanceFeatures,
  maintenanceAssociations,
  maintenanceIndex,
  maintenanceMultiverse,
  maintenanceStatus,
  multiverseByChoice,
  shuffledFeatures,
  standardiseFeatures,
  varianceExplained,
} from "../../src/classify/index.js";
import { centreDistances } from "../../src/classify/maintenance-status.js";
import { fromScale, toScale } from "../../src/classify/standardise-features.js";
import { adjustedRand, random } from "../../src/stats/index.js";
import { plantedFeatures } from "../support/planted-features.js";

const planted = plantedFeatures(600);

describe("standardiseFeatures", () => {
  it("has mean 0 and deviation 1, and goes back to units", () => {
    const { matrix, scales, constant } = standardiseFeatures(planted.rows, ["commits", "humanShare"]);
    const commits = planted.rows.map((_, i) => matrix[2 * i]!);
    expect(commits.reduce((a, b) => a + b) / 600).toBeCloseTo(0, 10);
    expect(commits.reduce((a, b) => a + b * b, 0) / 600).toBeCloseTo(1, 10);
    expect(constant).toEqual(["humanShare"]);
    expect(matrix[1]).toBe(0);
    expect(fromScale(toScale(17, scales[0]!), scales[0]!)).toBeCloseTo(17, 10);
    expect(scales.map(({ logged }) => logged)).toEqual([true, false]);
  });
  it("scales by quartiles and by range, and refuses the unknown", () => {
    const rows = [0, 1, 2, 3, 4].map(
      (value): MaintenanceFeatures => ({
        ...planted.rows[0]!,
        commits: value,
      }),
    );
    expect([...standardiseFeatures(rows, ["commits"], { scaling: "minmax", log: false }).matrix]).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ]);
    expect([...standardiseFeatures(rows, ["commits"], { scaling: "robust", log: false }).matrix]).toEqual([
      -1, -0.5, 0, 0.5, 1,
    ]);
    expect(() => standardiseFeatures(rows, ["correctiveShare"])).toThrow(
      "correctiveShare of owner/model-0 is null",
    );
    expect(standardiseFeatures([], ["commits"]).matrix).toHaveLength(0);
  });
});

describe("maintenanceStatus", () => {
  it("finds the planted status and names it by the centres", () => {
    const { statuses, clustering, n, excluded } = maintenanceStatus(planted.rows, { seed: 1 });
    expect(n).toBe(600);
    expect(excluded).toEqual({});
    expect(
      adjustedRand(
        statuses.map((status) => status === "High"),
        planted.high,
      ),
    ).toBeGreaterThan(0.95);
    expect(clustering.clusters.map(({ name }) => name)).toEqual(["Low", "High"]);
    expect(clustering.clusters[0]!.upkeep).toBeLessThan(clustering.clusters[1]!.upkeep);
    expect(clustering.clusters[1]!.centreInUnits.commits).toBeGreaterThan(10);
    planted.rows.forEach((row, i) => {
      const distances = centreDistances(row, clustering);
      const nearest = distances[0]! <= distances[1]! ? "Low" : "High";
      expect(statuses[i]).toBe(nearest);
    });
  });
  it("names more clusters, and says the same for the same seed", () => {
    const names = (k: number) =>
      maintenanceStatus(planted.rows, { seed: 1, k }).clustering.clusters.map(({ name }) => name);
    expect(names(3)).toEqual(["Low", "Medium", "High"]);
    expect(names(4)).toEqual(["Low", "Medium 1", "Medium 2", "High"]);
    const once = maintenanceStatus(planted.rows, { seed: "x", k: 3 }).statuses;
    expect(maintenanceStatus(planted.rows, { seed: "x", k: 3 }).statuses).toEqual(once);
  });
  it("counts what it leaves out, and refuses what cannot be clustered", () => {
    const rows = planted.rows
      .slice(0, 10)
      .map(
        (row, i): MaintenanceFeatures =>
          i < 2
            ? { ...row, commits: 1 }
            : i < 5
              ? { ...row, authors: null }
              : i < 6
                ? { ...row, authors: Number.NaN }
                : row,
      );
    const { statuses, excluded, n } = maintenanceStatus(rows, { seed: 1 });
    expect(excluded).toEqual({ "fewer than 2 commits": 2, "authors unknown": 4 });
    expect(n).toBe(4);
    expect(statuses.slice(0, 6)).toEqual(Array(6).fill(null));
    expect(() => maintenanceStatus(rows.slice(0, 7), { seed: 1 })).toThrow(
      "1 models are left for 2 clusters (left out: 2 fewer than 2 commits, 4 authors unknown)",
    );
    expect(() => maintenanceStatus(rows, { seed: 1, features: ["ageDays"] })).toThrow(
      "which cluster is kept better",
    );
    expect(() => maintenanceStatus([], { seed: 1 })).toThrow("left out: none");
  });
  it("makes do with models that are all the same", () => {
    const rows = Array.from({ length: 5 }, () => planted.rows[0]!);
    const { statuses, constant } = maintenanceStatus(rows, { seed: 1 });
    expect(new Set(statuses).size).toBe(1);
    expect(constant).toHaveLength(6);
  });
});

describe("chooseClusterCount", () => {
  it("chooses two where two are planted, and finds them stable", () => {
    const { matrix } = maintenanceStatus(plantedFeatures(500, { apart: 6 }).rows, { seed: 1 });
    const { k, candidates, why } = chooseClusterCount(matrix, 6, { seed: 1, repeats: 8, ks: [2, 3, 4] });
    expect(k).toBe(2);
    expect(candidates.map((one) => one.k)).toEqual([2, 3, 4]);
    expect(candidates[0]!.bootstrapStability).toBeGreaterThan(0.95);
    expect(candidates[0]!.seedStability).toBeCloseTo(1, 10);
    expect(candidates[0]!.silhouette!.value).toBeGreaterThan(candidates[1]!.silhouette!.value);
    expect(why).toContain("silhouette");
  });
  it("finds no count stable in noise", () => {
    const source = random(5);
    const noise = Float64Array.from({ length: 300 * 6 }, () => source.normal());
    const { candidates } = chooseClusterCount(noise, 6, { seed: 1, repeats: 8, ks: [4, 5] });
    for (const { bootstrapStability } of candidates) expect(bootstrapStability).toBeLessThan(0.8);
    expect(() => chooseClusterCount(noise.subarray(0, 6), 6, { seed: 1 })).toThrow(
      "no k from 2 to the 1 rows",
    );
  });
});

describe("maintenanceIndex", () => {
  it("can be computed by hand", () => {
    const row = {
      ...planted.rows[0]!,
      daysSinceLastCommit: 180,
      commits: 10,
      activeMonths: 2,
      authors: null,
    };
    expect(maintenanceIndex({ ...row, commitsPerMonth: 0.5 })).toEqual({
      points: 2,
      status: "Low",
      because: ["a commit within 180 days", "10 commits or more"],
    });
    expect(maintenanceIndex({ ...row, commitsPerMonth: 1 })).toMatchObject({ points: 3, status: "High" });
    expect(maintenanceIndex({ ...row, commits: 0 })).toBeNull();
  });
});

describe("maintenanceMultiverse", () => {
  const few = { scalings: ["zscore", "minmax"], ks: [2, 3], minimumCommits: [2, 5] } as const;
  it("flips little where the clusters are clear, and much where there are none", () => {
    const clear = plantedFeatures(400, { apart: 7 }).rows;
    const found = maintenanceMultiverse(clear, clear, { seed: 1, ...few, ks: [2] });
    expect(found.universes).toHaveLength(5 * 2 * 2 * 2);
    expect(found.failed).toEqual([]);
    expect(found.everFlips.value).toBeLessThan(0.1);
    expect(found.universes[0]).toMatchObject({ flipped: 0, adjustedRand: 1, compared: 400 });
    expect(found.universes[0]!.kappa).toBeCloseTo(1, 10);
    const blurred = plantedFeatures(400, { apart: 0 }).rows;
    expect(maintenanceMultiverse(blurred, blurred, { seed: 1, ...few }).everFlips.value).toBeGreaterThan(0.5);
  });
  it("tells how the High of each analysis differ in an outcome, and how analyses spread by choice", () => {
    const clear = plantedFeatures(400, { apart: 7 });
    const likes = clear.high.map((high, i) => (i % 5 === 0 ? null : high ? 10 + i : i / 400));
    const { universes } = maintenanceMultiverse(clear.rows, clear.rows, {
      seed: 1,
      ...few,
      ks: [2],
      outcomes: { likes },
    });
    expect(universes[0]!.deltas.likes).toBeGreaterThan(0.95);
    const spread = multiverseByChoice(universes);
    expect(spread.map(({ choice }) => choice)).toContain("scaling: minmax");
    for (const { high, flipped } of spread) {
      expect(high[0]! <= high[1]! && high[1]! <= high[2]!).toBe(true);
      expect(flipped[2]).toBeLessThanOrEqual(1);
    }
    expect(multiverseByChoice([])).toEqual([]);
    // By hand: two analyses with two clusters, one with three, and one that compares no model.
    const [one] = universes;
    const three = [
      { ...one!, k: 2, highShare: 0.2, flipped: 0.1 },
      { ...one!, k: 2, highShare: 0.4, flipped: 0.3 },
      { ...one!, k: 3, highShare: 0.9, flipped: 0.5 },
      { ...one!, k: 3, highShare: 0, flipped: null },
    ];
    const [two, more] = multiverseByChoice(three).filter(({ choice }) => choice.startsWith("k: "));
    expect(two!.high).toEqual([0.2, expect.closeTo(0.3, 12), 0.4]);
    expect(two!.flipped).toEqual([0.1, expect.closeTo(0.2, 12), 0.3]);
    expect(more).toEqual({ choice: "k: 3", high: [0.9, 0.9, 0.9], flipped: [0.5, 0.5, 0.5] });
  });
  it("has a placebo that keeps each feature's values and explains less", () => {
    const placebo = shuffledFeatures(planted.rows, ["commits", "authors"], 1);
    const sorted = (rows: typeof placebo) => rows.map(({ commits }) => commits).sort((a, b) => a - b);
    expect(sorted(placebo)).toEqual(sorted(planted.rows));
    expect(placebo.map(({ commits }) => commits)).not.toEqual(planted.rows.map(({ commits }) => commits));
    expect(placebo.map(({ ageDays }) => ageDays)).toEqual(planted.rows.map(({ ageDays }) => ageDays));
    const status = maintenanceStatus(planted.rows, { seed: 1 });
    const shuffled = shuffledFeatures(planted.rows, status.clustering.features, 2);
    expect(varianceExplained(status)).toBeGreaterThan(
      1.5 * varianceExplained(maintenanceStatus(shuffled, { seed: 1 }))!,
    );
    // Of a sum of squares of 4, 1 lies within the clusters.
    expect(varianceExplained({ inertia: 1, matrix: Float64Array.of(1, -1, 1, -1) })).toBe(0.75);
    expect(varianceExplained({ inertia: 0, matrix: new Float64Array(4) })).toBeNull();
  });
  it("counts universes that cannot be had, and wants the same models twice", () => {
    const rows = planted.rows.slice(0, 3).map((row) => ({ ...row, commits: 3 }));
    const { failed, everFlips } = maintenanceMultiverse(rows, rows, { seed: 1, ...few });
    expect(failed).toHaveLength(5 * 2 * 2 * 2);
    expect(failed[0]).toContain("0 models are left for 2 clusters");
    expect(everFlips.n).toBe(3);
    expect(() => maintenanceMultiverse(rows, rows.slice(1), { seed: 1 })).toThrow("same models");
    expect(() => maintenanceMultiverse(rows, rows.slice(0, 2), { seed: 1 })).toThrow("same models");
    expect(() => maintenanceMultiverse(rows.slice(0, 2), rows, { seed: 1 })).toThrow("same models");
  });
});

describe("maintenanceAssociations", () => {
  const source = random(8);
  const attributes = planted.high.map((high, i) => ({
    sizeBytes: source.next() < 0.1 ? null : Math.exp(20 + source.normal()),
    likes: Math.exp((high ? 2 : 0) + source.normal()),
    downloads30d: Math.exp(5 + source.normal()),
    cardLengthChars: 1000,
    ageDays: 100 + 400 * source.next(),
    library: i % 3 === 0 ? "transformers" : i % 3 === 1 ? null : "rare",
    owner: `owner ${i % 50}`,
  }));
  const statuses = planted.high.map((high, i) => (i < 20 ? null : high ? "High" : "Low"));
  const associations = () => {
    const found = maintenanceAssociations(statuses, attributes, { minimumLibraryModels: 100 });
    return { ...found, of: (name: string) => found.numeric.find(({ attribute }) => attribute === name)! };
  };

  it("finds what was planted and nothing else", () => {
    const { of } = associations();
    expect(of("likes").delta!.value).toBeGreaterThan(0.7);
    expect(of("likes").adjustedP).toBeLessThan(1e-10);
    expect(of("likes").adjusted!.low).toBeGreaterThan(2);
    expect(of("sizeBytes").delta!.low).toBeLessThan(0);
    expect(of("sizeBytes").delta!.high).toBeGreaterThan(0);
    expect(of("sizeBytes").adjusted!.low).toBeLessThan(1);
    expect(of("sizeBytes").adjusted!.high).toBeGreaterThan(1);
  });
  it("counts the unknown and says why a ratio is missing", () => {
    const { of, libraries, otherLibraries } = associations();
    const { nHigh, nLow, unknown } = of("sizeBytes");
    expect(unknown).toBeGreaterThan(20);
    expect(nHigh + nLow + unknown).toBe(580);
    expect(of("cardLengthChars")).toMatchObject({ p: 1, adjusted: null });
    expect(of("cardLengthChars").adjustedGap).toContain("cardLengthChars is constant");
    expect(libraries.map(({ library }) => library).sort()).toEqual(["rare", "transformers"]);
    expect(libraries[0]!.high.n + libraries[1]!.high.n + otherLibraries).toBe(580);
    const few = maintenanceAssociations(statuses, attributes, { minimumLibraryModels: 1000 });
    expect([few.libraries.length, few.otherLibraries]).toEqual([0, 580]);
    const narrow = maintenanceAssociations(statuses, attributes, { minimumLibraryModels: 100, level: 0.5 });
    expect(narrow.libraries[0]!.high.low).toBeGreaterThan(libraries[0]!.high.low);
    expect(() => maintenanceAssociations(["High"], [])).toThrow("1 statuses for 0 models");
    expect(maintenanceAssociations([], []).numeric[0]).toMatchObject({
      nHigh: 0,
      delta: null,
      adjusted: null,
    });
  });
});

describe("explainModel", () => {
  const { clustering } = maintenanceStatus(planted.rows, { seed: 1 });
  const asOf = new Date("2024-01-01T00:00:00Z");
  it("gives values, units, percentiles and a change that does flip the status", () => {
    let flips = 0;
    for (const row of planted.rows.slice(0, 200)) {
      const found = explainModel(row.modelId, planted.rows, clustering, asOf);
      const other = found.nearestAlternative!;
      expect(other.status).toBe(found.status === "High" ? "Low" : "High");
      expect(other.distanceRatio).toBeGreaterThanOrEqual(1);
      if (!other.change) continue;
      flips++;
      const { feature, from, to } = other.change;
      expect(from).toBe(row[feature]);
      const again = explainModel(row.modelId, [{ ...row, [feature]: to }], clustering, asOf);
      expect(again.status).toBe(other.status);
      if (feature === "commits" || feature === "authors" || feature === "activeMonths") {
        expect(Number.isInteger(to)).toBe(true);
        const short = { ...row, [feature]: to - Math.sign(to - from) };
        expect(explainModel(row.modelId, [short], clustering, asOf).status).toBe(found.status);
      }
    }
    expect(flips).toBeGreaterThan(100);
    const commits = explainModel("owner/model-0", planted.rows, clustering, asOf).features[0]!;
    expect(commits).toMatchObject({ name: "commits", unit: "commits", used: true });
    const least = [...planted.rows].sort((a, b) => a.daysSinceLastCommit! - b.daysSinceLastCommit!)[0]!;
    const recency = explainModel(least.modelId, planted.rows, clustering, asOf).features.find(
      ({ name }) => name === "daysSinceLastCommit",
    );
    expect(recency!.percentile).toBeCloseTo(100 / 1200, 10);
  });
  it("says why a model has no status, and throws for one that is not there", () => {
    const one = { ...planted.rows[0]!, modelId: "one/commit", commits: 1, medianIntervalHours: null };
    const found = explainModel("one/commit", [...planted.rows, one], clustering, asOf);
    expect(found).toMatchObject({
      status: null,
      because: "no status: fewer than 2 commits",
      nearestAlternative: null,
      asOf: "2024-01-01T00:00:00.000Z",
    });
    expect(found.features.find(({ name }) => name === "medianIntervalHours")).toMatchObject({
      value: null,
      percentile: null,
    });
    expect(() => explainModel("no/such", planted.rows, clustering, asOf)).toThrow("no/such is not among");
  });
});
