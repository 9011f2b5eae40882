import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorkSpans, Snapshot } from "../../src/snapshot/index.js";
import { simulatedSnapshot } from "../support/simulated.js";

const day = 86_400_000;

describe("readWorkSpans", () => {
  let snapshot: Snapshot;
  /** Commits of each model that count as work, and the first of all, ascending. */
  const work = new Map<string, { first: number; times: number[] }>();
  beforeAll(async () => {
    snapshot = await Snapshot.open(await simulatedSnapshot());
    const rows = await snapshot.rows<{ model_id: string; at: Date; is_bot: boolean | null }>(
      "SELECT model_id, committed_at AS at, is_bot FROM commits ORDER BY model_id, committed_at",
    );
    for (const { model_id, at, is_bot } of rows) {
      const own = work.get(model_id) ?? { first: at.getTime(), times: [] };
      work.set(model_id, own);
      if (!is_bot) own.times.push(at.getTime());
    }
  });
  afterAll(() => snapshot.close());

  it("finds first and last commits as a loop over them does", async () => {
    const spans = await readWorkSpans(snapshot);
    expect(spans.map(({ modelId }) => modelId)).toEqual([...work.keys()].sort());
    for (const { modelId, firstMs, lastMs } of spans) {
      const { first, times } = work.get(modelId)!;
      expect([firstMs, lastMs]).toEqual([first, times.at(-1) ?? null]);
    }
    expect(spans.some(({ lastMs }) => lastMs === null)).toBe(true);
  });
  it("stops at the first pause, which is never later", async () => {
    const spans = await readWorkSpans(snapshot, { pauseDays: 90 });
    let paused = 0;
    for (const { modelId, lastMs } of spans) {
      const { times } = work.get(modelId)!;
      const at = times.findIndex((time, i) => i + 1 < times.length && times[i + 1]! - time >= 90 * day);
      expect(lastMs).toBe(times.at(at) ?? null);
      if (at >= 0) paused++;
    }
    expect(paused).toBeGreaterThan(50);
  });
  it("counts bots, or some commits only, where asked", async () => {
    const all = await readWorkSpans(snapshot, { bots: true });
    expect(all.every(({ lastMs }) => lastMs !== null)).toBe(true);
    const few = await readWorkSpans(snapshot, { where: "title LIKE 'Upload%'" });
    expect(few.length).toBe(all.length);
    expect(few.filter(({ firstMs }) => firstMs === null).length).toBeGreaterThan(0);
  });
});
