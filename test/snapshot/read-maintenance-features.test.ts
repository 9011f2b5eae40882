import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { classifyHistories } from "../../src/classify/index.js";
import {
  addCommitKinds,
  maintenanceFeatureBatches,
  readHistories,
  readMaintenanceFeatures,
  Snapshot,
} from "../../src/snapshot/index.js";
import { simulatedWith } from "../support/simulated.js";

describe("readMaintenanceFeatures", () => {
  let simulated: Awaited<ReturnType<typeof simulatedWith>>;
  let snapshot: Snapshot;
  beforeAll(async () => {
    simulated = await simulatedWith({ models: 800, seed: 5 });
    snapshot = await Snapshot.open(simulated.path);
  });
  afterAll(() => {
    snapshot.close();
    simulated.remove();
  });

  it("gives the same however few commits it measures at a time, one row a model, by id", async () => {
    const whole = await readMaintenanceFeatures(snapshot, { kinds: true });
    const inParts = await readMaintenanceFeatures(snapshot, { kinds: true, commitsAtATime: 700 });
    // Sums over several threads end in any order: the last digits of a deviation are not the same twice.
    const rounded = (features: typeof whole) =>
      features.map((feature) =>
        Object.fromEntries(
          Object.entries(feature).map(([name, value]) => [
            name,
            typeof value === "number" ? Number(value.toPrecision(12)) : value,
          ]),
        ),
      );
    expect(rounded(inParts)).toEqual(rounded(whole));
    expect(new Set(whole.map(({ modelId }) => modelId)).size).toBe(
      await snapshot.value("SELECT count(*) FROM models"),
    );
    const batches: number[] = [];
    for await (const batch of maintenanceFeatureBatches(snapshot, { commitsAtATime: 700 }))
      batches.push(batch.length);
    expect(batches.length).toBeGreaterThan(5);
  });

  it("has the corrective share that classifying the histories commit by commit gives", async () => {
    const features = await readMaintenanceFeatures(snapshot, { kinds: true });
    const histories = new Map(
      classifyHistories(await readHistories(snapshot)).map(({ modelId, commits }) => [modelId, commits]),
    );
    let some = 0;
    for (const { modelId, correctiveShare } of features) {
      const known = histories.get(modelId)?.filter(({ title, committedAt }) => title !== null && committedAt);
      if (!known?.length) expect(correctiveShare, modelId).toBeNull();
      else {
        const expected = known.filter(({ kinds }) => kinds!.includes("corrective")).length / known.length;
        expect(correctiveShare, modelId).toBeCloseTo(expected, 12);
        if (expected > 0) some++;
      }
    }
    expect(some).toBeGreaterThan(50);
  });

  it("leaves corrective shares unknown where commits are not classified", async () => {
    const features = await readMaintenanceFeatures(snapshot);
    expect(features.every(({ correctiveShare }) => correctiveShare === null)).toBe(true);
  });
});

describe("addCommitKinds", () => {
  it("gives every commit with a title the kinds of its text and position, and the others none", async () => {
    const simulated = await simulatedWith({ models: 150, seed: 6 });
    const snapshot = await Snapshot.open(simulated.path);
    await addCommitKinds(snapshot);
    const rows = await snapshot.rows<{ oid: string; kinds: string[]; activity: string }>(
      "SELECT oid, kinds, activity FROM classified_commits ORDER BY model_id, position",
    );
    const expected = classifyHistories(await readHistories(snapshot)).flatMap(({ commits }) => commits);
    expect(rows.map(({ oid, kinds }) => [oid, kinds])).toEqual(
      expected.map(({ oid, kinds }) => [oid, kinds]),
    );
    await snapshot.run(
      "CREATE OR REPLACE VIEW commits AS SELECT 'a/b' AS model_id, 1 AS position, NULL::VARCHAR AS title, NULL::VARCHAR AS message",
    );
    await addCommitKinds(snapshot);
    expect(await snapshot.rows("SELECT title, kinds, activity FROM classified_commits")).toEqual([
      { title: null, kinds: null, activity: null },
    ]);
    snapshot.close();
    simulated.remove();
  });
});
