import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countOverTime, creationWindow, Snapshot, writeSnapshot } from "../../src/snapshot/index.js";

const folder = mkdtempSync(join(tmpdir(), "hub-evolution-"));
let hub: Snapshot;
beforeAll(async () => {
  const rows = [
    ["at the floor", "2022-03-02 23:29:04", true, "x", []],
    ["before April", "2022-03-20 00:00:00", false, "x", []],
    ["april", "2022-04-01 00:00:00", false, "x", ["a", "b"]],
    ["april too", "2022-04-30 23:59:59", false, null, ["a"]],
    ["june", "2022-06-10 00:00:00", false, "y", ["a", "a"]],
    ["july", "2022-07-01 00:00:00", false, "y", ["b"]],
    ["no time", null, false, "x", ["a"]],
  ] as const;
  const values = rows.map(
    ([id, at, floor, library, tags]) =>
      `('${id}', ${at ? `TIMESTAMP '${at}'` : "NULL"}, ${floor}, ${library ? `'${library}'` : "NULL"}, [${tags.map((tag) => `'${tag}'`).join(", ")}]::VARCHAR[])`,
  );
  await writeSnapshot(join(folder, "dated"), async (writer) => {
    await writer.table(
      "models",
      `SELECT *, id AS name FROM (VALUES ${values.join(", ")}) t(id, created_at, created_at_is_floor, library, tags)`,
    );
    return {
      title: "Seven models",
      description: "Invented for a test.",
      sources: [{ title: "invented" }],
      hub: {
        kind: "simulated",
        asOf: "2022-07-11T12:00:00.000Z",
        seed: 1,
        tool: "hub-evolution test",
        complete: true,
      },
    };
  });
  hub = await Snapshot.open(join(folder, "dated"));
});
afterAll(() => {
  hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("creationWindow", () => {
  it("holds models of whole periods after the floor", async () => {
    const ids = (options?: Parameters<typeof creationWindow>[1]) =>
      hub.rows<{ id: string }>(
        `SELECT id FROM models WHERE ${creationWindow(hub, options)} ORDER BY created_at`,
      );
    expect((await ids()).map(({ id }) => id)).toEqual(["april", "april too", "june"]);
    expect((await ids({ each: "quarter" })).map(({ id }) => id)).toEqual(["april", "april too", "june"]);
    expect(await ids({ each: "year" })).toEqual([]);
    expect((await ids({ from: "2022-03-01" })).map(({ id }) => id)).toContain("before April");
  });
});

describe("countOverTime", () => {
  it("counts models without the key in the totals, and a month without models as zero", async () => {
    const counts = await countOverTime(hub, { key: "library" });
    expect(counts.starts.map((start) => start.toISOString().slice(0, 7))).toEqual([
      "2022-04",
      "2022-05",
      "2022-06",
    ]);
    expect(counts.totals).toEqual([2, 0, 1]);
    expect([counts.of("x"), counts.of("y"), counts.of("z")]).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]);
    expect(counts.n).toBe(3);
  });
  it("counts each use of a list, most used first, under a further condition", async () => {
    const counts = await countOverTime(hub, { key: "unnest(tags)" });
    expect(counts.keys).toEqual(["a", "b"]);
    expect([counts.sum("a"), counts.sum("b"), counts.sum("c")]).toEqual([4, 1, 0]);
    const some = await countOverTime(hub, { key: "unnest(tags)", where: "library IS NOT NULL" });
    expect([some.n, some.sum("a")]).toEqual([2, 3]);
  });
  it("is empty where no model is in the window", async () => {
    const counts = await countOverTime(hub, { key: "library", from: "2023-01-01" });
    expect([counts.starts, counts.totals, counts.keys, counts.n]).toEqual([[], [], [], 0]);
  });
});
