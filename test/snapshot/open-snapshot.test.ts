import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHistories, readMaintenanceFeatures, Snapshot } from "../../src/snapshot/index.js";
import { simulatedSnapshot } from "../support/simulated.js";

describe("Snapshot", () => {
  it("goes on in its spill folder past the memory limit, and takes the folder away when closed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hub-evolution-spill-test-"));
    const spillFolder = join(folder, "spill");
    const hub = await Snapshot.open(await simulatedSnapshot(), {
      memoryLimit: "40MB",
      threads: 1,
      spillFolder,
    });
    await hub.run(
      "CREATE TABLE wide AS SELECT range AS n, sha256(range::VARCHAR) AS text FROM range(1000000)",
    );
    expect(await hub.value("SELECT count(*) FROM (SELECT text FROM wide ORDER BY text)")).toBe(1_000_000);
    expect(existsSync(spillFolder)).toBe(true);
    hub.close();
    expect(existsSync(spillFolder)).toBe(false);
    rmSync(folder, { recursive: true });
  });

  describe("with a table less", () => {
    /** A copy of the shared snapshot, changed; removed when done. */
    async function changed(change: (folder: string) => void, test: (folder: string) => Promise<void>) {
      const folder = mkdtempSync(join(tmpdir(), "hub-evolution-lacking-"));
      cpSync(await simulatedSnapshot(), folder, { recursive: true });
      try {
        change(folder);
        await test(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
    const without = (table: string) => (folder: string) => {
      const file = join(folder, "datapackage.json");
      const manifest = JSON.parse(readFileSync(file, "utf8")) as { resources: { name: string }[] };
      manifest.resources = manifest.resources.filter(({ name }) => name !== table);
      writeFileSync(file, JSON.stringify(manifest));
    };

    it("names a listed table whose file is gone, and what to do", () =>
      changed(
        (folder) => rmSync(join(folder, "commits.parquet")),
        (folder) =>
          expect(Snapshot.open(folder)).rejects.toThrow(
            /The commits table is listed but missing[\s\S]*commits\.parquet[\s\S]*hub-evolution verify/,
          ),
      ));

    it("knows nothing of maintenance where there are no commits, and says how to get them", () =>
      changed(without("commits"), async (folder) => {
        const hub = await Snapshot.open(folder);
        expect(hub.has("commits")).toBe(false);
        await expect(readMaintenanceFeatures(hub)).rejects.toThrow(/no commits[\s\S]*--with commits/);
        hub.close();
      }));

    it("has histories whose files are unknown where there are no files of commits", () =>
      changed(without("commit_files"), async (folder) => {
        const hub = await Snapshot.open(folder);
        const [{ model_id }] = (await hub.rows<{ model_id: string }>(
          "SELECT min(model_id) AS model_id FROM commits",
        )) as [{ model_id: string }];
        const [history] = await readHistories(hub, { modelIds: [model_id] });
        expect(history!.commits.length).toBeGreaterThan(0);
        expect(history!.commits.every(({ files }) => files === null)).toBe(true);
        expect(await readHistories(hub, { modelIds: [] })).toEqual([]);
        hub.close();
      }));
  });

  it("gives a result in batches, in the order of the query, while other queries run", async () => {
    const hub = await Snapshot.open(await simulatedSnapshot());
    const ids: string[] = [];
    let batches = 0;
    for await (const { model_id } of hub.batches(
      "SELECT model_id FROM commits ORDER BY model_id, position",
    )) {
      if (batches++ === 0) expect(await hub.value("SELECT count(*) FROM models")).toBe(2000);
      for (const id of model_id as string[]) ids.push(id);
    }
    expect(batches).toBeGreaterThan(2);
    const whole = await hub.columns("SELECT model_id FROM commits ORDER BY model_id, position");
    expect(ids).toEqual(whole.model_id);
    hub.close();
  });

  it("stops a query whose batches are no longer wanted", async () => {
    const hub = await Snapshot.open(await simulatedSnapshot());
    for await (const { n } of hub.batches("SELECT range AS n FROM range(1000000000)")) {
      expect((n as number[])[0]).toBe(0);
      break;
    }
    expect(await hub.value("SELECT 1")).toBe(1);
    hub.close();
  });

  it("makes tables from texts for queries to join with, null as unknown", async () => {
    const hub = await Snapshot.open(await simulatedSnapshot());
    async function* rows() {
      yield [
        ["a", null],
        ["b", "x"],
      ];
    }
    await hub.createTable("named", ["name", "what"], rows());
    expect(await hub.rows("SELECT * FROM named ORDER BY name")).toEqual([
      { name: "a", what: null },
      { name: "b", what: "x" },
    ]);
    hub.close();
  });
});
