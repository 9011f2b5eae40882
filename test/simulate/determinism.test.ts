import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/simulate/index.js";
import { modelPlanner } from "../../src/simulate/plan-model.js";
import { plantHistory } from "../../src/simulate/plant-history.js";
import { hubSettings } from "../../src/simulate/settings.js";
import type { SnapshotManifest } from "../../src/snapshot/index.js";
import { simulatedWith } from "../support/simulated.js";

const hashes = ({ resources }: SnapshotManifest) =>
  Object.fromEntries(resources.map(({ path, hash }) => [path, hash]));

async function hashesOf(options: Parameters<typeof simulatedWith>[0]) {
  const simulated = await simulatedWith(options);
  simulated.remove();
  return hashes(simulated.manifest);
}

describe("simulate", () => {
  it("makes the same bytes from the same seed, however many threads, and others from another seed", async () => {
    const once = await hashesOf({ models: 300, seed: 7, threads: 1 });
    const again = await hashesOf({ models: 300, seed: 7, threads: 2 });
    const other = await hashesOf({ models: 300, seed: 8 });
    expect(Object.keys(once)).toHaveLength(9);
    expect(again).toEqual(once);
    for (const [path, hash] of Object.entries(other)) expect(hash, path).not.toBe(once[path]);
  });

  it("writes the same tables when asked for fewer", async () => {
    const all = await hashesOf({ models: 200, seed: 7 });
    const some = await hashesOf({ models: 200, seed: 7, tables: ["models", "commits"], rowTruth: false });
    expect(Object.keys(some).sort()).toEqual(["commits.parquet", "models.parquet", "truth.json"]);
    expect(some["models.parquet"]).toBe(all["models.parquet"]);
    expect(some["commits.parquet"]).toBe(all["commits.parquet"]);
  });

  it("plans a model from the settings and its number alone, in any order", () => {
    const settings = hubSettings({ models: 2000, seed: 3 });
    const forwards = modelPlanner(settings);
    const backwards = modelPlanner(settings);
    const numbers = [0, 1, 17, 64, 500, 1999];
    const there = numbers.map((number) => forwards.plan(number));
    const back = [...numbers].reverse().map((number) => backwards.plan(number));
    expect(back.reverse()).toEqual(there);
    expect(plantHistory(settings, backwards.owners, back[4]!)).toEqual(
      plantHistory(settings, forwards.owners, there[4]!),
    );
  });

  it("stops when told to and leaves nothing behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hub-evolution-stopped-"));
    const stop = new AbortController();
    const run = simulate({
      out: join(folder, "snapshot"),
      models: 5000,
      seed: 1,
      signal: stop.signal,
      onProgress: (_, done) => done > 1000 && stop.abort(new Error("enough")),
    });
    await expect(run).rejects.toThrow("enough");
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    [{ models: 0 }, /models must be/],
    [{ models: 2.5 }, /models must be/],
    [{ seed: Number.NaN }, /seed must be/],
    [{ asOf: "yesterday" }, /asOf must be an ISO time/],
    [{ asOf: "2020-01-02T00:00:00Z" }, /asOf must be at least a month after launch/],
    [{ highMaintenanceShare: 1.5 }, /highMaintenanceShare must be a share/],
    [{ growthPerYear: 0 }, /growthPerYear must be above 0/],
  ])("refuses %o by name", async (settings, message) => {
    await expect(simulatedWith({ models: 10, seed: 1, ...settings })).rejects.toThrow(message);
  });

  it.each([
    [{ models: 1, seed: 1 }],
    [{ models: 40, seed: 2, asOf: "2020-03-01T00:00:00Z" }],
    [{ models: 60, seed: 3, highMaintenanceShare: 1, deletedShare: 0, familyShare: 1 }],
    [{ models: 60, seed: 4, highMaintenanceShare: 0, commitsPerModel: 2.5 }],
  ])("makes a Hub of %o", async (settings) => {
    const simulated = await simulatedWith(settings);
    expect(simulated.rows.models).toBe(settings.models);
    simulated.remove();
  });
});
