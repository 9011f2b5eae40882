import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  countOverTime,
  countTagSets,
  creationWindow,
  knownValues,
  readAttention,
  repairedTimes,
  Snapshot,
  sharedModels,
  writeSnapshot,
} from "../../src/snapshot/index.js";

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
  it("takes weeks from Monday to Sunday", async () => {
    const { starts, totals } = await countOverTime(hub, { key: "library", each: "week" });
    expect(starts[0]).toEqual(new Date("2022-03-28T00:00:00Z"));
    expect(starts.at(-1)).toEqual(new Date("2022-06-27T00:00:00Z"));
    expect([totals.length, totals[0], totals[4], totals[10], totals[13]]).toEqual([14, 1, 1, 1, 1]);
  });
  it("reads the repaired time where the floor hides it", async () => {
    const times = mkdtempSync(join(tmpdir(), "hub-evolution-times-"));
    await hub.rows(`COPY (SELECT 'at the floor' AS id, TIMESTAMP '2021-05-05' AS created_at
      UNION ALL SELECT 'april', TIMESTAMP '2020-01-01') TO '${times}/models.parquet'`);
    const source = repairedTimes({ path: times });
    const { starts, totals } = await countOverTime(hub, {
      key: "library",
      time: "made_at",
      from: "2021-01-01",
      source,
    });
    rmSync(times, { recursive: true });
    // A model whose own time is no floor keeps it.
    expect([starts[0], totals[0], totals[11]]).toEqual([new Date("2021-05-01T00:00:00Z"), 1, 2]);
  });
  it("is empty where no model is in the window", async () => {
    const counts = await countOverTime(hub, { key: "library", from: "2023-01-01" });
    expect([counts.starts, counts.totals, counts.keys, counts.n]).toEqual([[], [], [], 0]);
  });
});

describe("readAttention", () => {
  it("leaves out models of which either count is unknown", async () => {
    const path = join(folder, "liked");
    await writeSnapshot(path, async (writer) => {
      await writer.table(
        "models",
        `SELECT id, id AS name, likes, downloads_30d FROM (VALUES ('a', 1, 10), ('b', NULL, 5), ('c', 0, NULL), ('d', 2, 0))
         t(id, likes, downloads_30d)`,
      );
      return {
        title: "Four models",
        description: "Invented for a test.",
        sources: [{ title: "invented" }],
        hub: { kind: "simulated", asOf: "2022-07-11T12:00:00.000Z", seed: 1, tool: "test", complete: true },
      };
    });
    const liked = await Snapshot.open(path);
    expect(await readAttention(liked)).toEqual({ likes: [1, 2], downloads: [10, 0] });
    expect(await readAttention(liked, "likes > 1 OR false")).toEqual({ likes: [2], downloads: [0] });
    liked.close();
  });
});

describe("countTagSets", () => {
  it("counts models by the names their tags carry, spellings as one, those without any too", async () => {
    const found = await countTagSets(hub, { a: "A", b: "B" });
    expect(found.combinations).toEqual(
      [
        { sets: [], models: 2 },
        { sets: ["A"], models: 3 },
        { sets: ["A", "B"], models: 1 },
        { sets: ["B"], models: 1 },
      ].sort((x, y) => y.models - x.models),
    );
    expect(found.ranked).toEqual([
      { name: "A", size: 4 },
      { name: "B", size: 2 },
    ]);
    expect([found.n, found.any, found.several]).toEqual([7, 5, 1]);
    expect((await countTagSets(hub, { a: "same", b: "same" }, "library = 'x'")).ranked).toEqual([
      { name: "same", size: 2 },
    ]);
  });
});

describe("knownValues and sharedModels", () => {
  it("tell null from an empty list, and one snapshot's models in another", async () => {
    const known = new Map((await knownValues(hub, "models")).map((row) => [row.column, row.count]));
    expect([known.get("tags"), known.get("library"), known.get("likes")]).toEqual([7, 6, 0]);
    expect(await sharedModels(hub, hub)).toMatchObject({ count: 7, n: 7, value: 1 });
  });
});
