import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crawl } from "../../src/hub/crawl.js";
import { simulate } from "../../src/simulate/index.js";
import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import { hubModelsOf } from "../support/hub-models-of.js";
import { type HubServer, startHubServer } from "../support/hub-server.js";

let folder: string;
let hub: HubServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-simulated-"));
  await simulate({ out: join(folder, "simulated"), models: 25, seed: 4, rowTruth: false });
  hub = await startHubServer({ models: await hubModelsOf(join(folder, "simulated")) });
});
afterAll(async () => {
  await hub?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a crawl of a simulated Hub", () => {
  it("gives back the simulated snapshot's rows, gated models aside", async () => {
    await crawl({
      out: join(folder, "crawled"),
      hub: hub.url,
      tool: "hub-evolution test",
      with: ["commits", "files", "cards"],
      fetch: { budgets: { resolve: { quota: 1e6, windowSeconds: 300 } } },
    });
    const [before, after] = await Promise.all(
      ["simulated", "crawled"].map((name) => Snapshot.open(join(folder, name))),
    );
    expect(after!.simulated).toBe(true);
    const queries = [
      "SELECT id, owner, created_at, likes, downloads_30d, library, pipeline_tag, domain, licence, tags FROM models ORDER BY id",
      `SELECT model_id, position, position_from_end, title, message, coalesce(authors, []) AS authors, is_bot,
       committed_at FROM commits
       WHERE model_id IN (SELECT id FROM models WHERE NOT gated) ORDER BY model_id, position`,
      `SELECT model_id, text, length_chars FROM cards
       WHERE model_id IN (SELECT id FROM models WHERE NOT gated) ORDER BY model_id`,
    ];
    for (const query of queries) {
      const rows = await before!.rows(query);
      expect(rows.length).toBeGreaterThan(5);
      expect(await after!.rows(query)).toEqual(rows);
    }
    const paths = "SELECT DISTINCT path, file_role FROM commit_files ORDER BY ALL";
    expect((await after!.rows(paths)).length).toBeGreaterThan(5);
    before!.close();
    after!.close();
  });
});
