import { describe, expect, it } from "vitest";
import { adjustedRand, maintenanceStatus, readMaintenanceFeatures, Snapshot } from "../../src/index.js";
import { explainVerb } from "../../src/study/verbs/explain.js";
import { simulatedSnapshot } from "../support/simulated.js";

const silent = { update() {}, line() {}, end() {} };
async function explain(id: string, values: Record<string, string | boolean>): Promise<string> {
  let printed = "";
  const code = await explainVerb.run({
    values: { statuses: "2", seed: "1", ...values },
    positionals: [id],
    print: (text) => {
      printed += text;
    },
    progress: silent,
    signal: new AbortController().signal,
  });
  expect(code).toBe(0);
  return printed;
}

describe("hub-evolution explain", () => {
  it("gives the status that clustering all models gives, as JSON and in words", async () => {
    const snapshot = await simulatedSnapshot();
    const opened = await Snapshot.open(snapshot);
    const all = await readMaintenanceFeatures(opened);
    opened.close();
    const { statuses } = maintenanceStatus(all, { seed: "1" });
    const at = statuses.indexOf("High");
    const { modelId, commits } = all[at]!;
    const found = JSON.parse(await explain(modelId, { snapshot, json: true }));
    expect(found).toMatchObject({
      id: modelId,
      status: "High",
      simulated: true,
      nearestAlternative: { status: "Low" },
    });
    expect(new Date(found.asOf).toISOString()).toBe(found.asOf);
    expect(found.features[0]).toMatchObject({ name: "commits", value: commits, unit: "commits", used: true });
    for (const { percentile } of found.features) {
      if (percentile !== null) expect(percentile >= 0 && percentile <= 100).toBe(true);
    }
    const words = await explain(modelId, { snapshot, json: false });
    expect(words).toMatch(new RegExp(`^${modelId}: High maintenance`));
    expect(words).toContain("SIMULATED");
    const single = all.find((row) => row.commits === 1)!;
    expect(await explain(single.modelId, { snapshot })).toContain("no status: fewer than 2 commits");
  });

  it("names the nearest models where there is none of the name", async () => {
    const snapshot = await simulatedSnapshot();
    const opened = await Snapshot.open(snapshot);
    const id = await opened.value<string>("SELECT min(id) FROM models");
    opened.close();
    await expect(explain(`${id}x`, { snapshot })).rejects.toThrow(`Nearest names: ${id}`);
    await expect(explain(id, {})).rejects.toThrow("Give --snapshot");
    await expect(explain(id, { snapshot, statuses: "1" })).rejects.toThrow("at least 2");
  });
});

describe("the simulated Hub", () => {
  it("gives back the planted maintenance status", async () => {
    const snapshot = await simulatedSnapshot();
    const opened = await Snapshot.open(snapshot);
    const all = await readMaintenanceFeatures(opened);
    const planted = new Map(
      (
        await opened.rows<{ id: string; status: string }>(
          `SELECT model_id AS id, status FROM read_parquet('${snapshot}/truth-models.parquet')`,
        )
      ).map(({ id, status }) => [id, status]),
    );
    opened.close();
    const { statuses } = maintenanceStatus(all, { seed: 1 });
    const known = all.flatMap((row, i) => (statuses[i] && planted.has(row.modelId) ? [i] : []));
    const agreement = adjustedRand(
      known.map((i) => statuses[i] === "High"),
      known.map((i) => planted.get(all[i]!.modelId) === "high"),
    );
    expect(known.length).toBeGreaterThan(1000);
    expect(agreement).toBeGreaterThan(0.6);
  });
});
