import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Snapshot } from "../../src/snapshot/index.js";
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
