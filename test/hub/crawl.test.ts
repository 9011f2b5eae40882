import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CrawlOptions, crawl } from "../../src/hub/crawl.js";
import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import { verifySnapshot } from "../../src/snapshot/verify-snapshot.js";
import { inventModels } from "../support/hub-model.js";
import { type HubServer, type HubServerOptions, startHubServer } from "../support/hub-server.js";

let folder: string;
let servers: HubServer[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-crawl-"));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

async function serve(options: HubServerOptions): Promise<HubServer> {
  const server = await startHubServer({ date: new Date("2025-01-02T03:04:05Z"), ...options });
  servers.push(server);
  return server;
}

const ample = { resolve: { quota: 1e6, windowSeconds: 300 } };
const run = (hub: HubServer, options: Partial<CrawlOptions> = {}) =>
  crawl({
    out: join(folder, "out"),
    hub: hub.url,
    tool: "hub-evolution test",
    fetch: { budgets: ample, backoffMs: { base: 1, cap: 5 }, limits: { headersMs: 500, bodyMs: 500 } },
    patienceMs: 1000,
    ...options,
  });

const all = ["commits", "files", "cards"] as const;

async function rowsOf<T>(sql: string, out = join(folder, "out")): Promise<T[]> {
  const snapshot = await Snapshot.open(out);
  try {
    return await snapshot.rows<T>(sql);
  } finally {
    snapshot.close();
  }
}

describe("crawl", () => {
  it("makes a snapshot that holds what the Hub holds", async () => {
    const models = inventModels(24, 1);
    const hub = await serve({ models, commitsPerPage: 7 });
    const summary = await run(hub, { with: all });
    expect(summary).toMatchObject({
      simulated: true,
      asOf: "2025-01-02T03:04:05.000Z",
      failures: {},
      refused: 0,
    });
    const commits = models.reduce((sum, model) => sum + model.commits.length, 0);
    expect(summary.tables).toEqual({
      models: 24,
      commits,
      commit_files: commits,
      cards: models.filter(({ card }) => card).length,
      failures: 0,
    });
    expect(await verifySnapshot(join(folder, "out"))).toMatchObject({ ok: true, differences: [] });

    const model = models.find((one) => one.commits.length > 8 && one.card)!;
    const [row] = await rowsOf(`SELECT * FROM models WHERE id = '${model.id}'`);
    expect(row).toMatchObject({
      id: model.id,
      created_at: new Date(model.createdAt),
      likes: model.likes,
      licence: model.tags[2]!.replace("license:", ""),
      sha: hub.oids(model.id).at(-1),
      co2_grams: Number(/emissions: (\d+)/.exec(model.card!)![1]),
      deleted_seen_at: null,
      former_ids: null,
      inclusion_weight: null,
    });
    const history = await rowsOf(
      `SELECT c.oid, title, message, authors, committed_at, position_from_end, path, change
       FROM commits AS c JOIN commit_files AS f USING (model_id, oid) WHERE c.model_id = '${model.id}' ORDER BY position`,
    );
    expect(history).toEqual(
      model.commits.map(({ title, message, authors, date, files }, i) => ({
        oid: hub.oids(model.id)[i],
        title,
        message,
        authors,
        committed_at: new Date(date),
        position_from_end: model.commits.length - i,
        ...files[0],
      })),
    );
  });

  it("asks nothing again when it has everything, and builds nothing anew", async () => {
    const hub = await serve({ models: inventModels(20, 2) });
    const first = await run(hub, { with: ["commits"] });
    const manifest = readFileSync(join(folder, "out/datapackage.json"), "utf8");
    const sent = hub.requests.length;
    const second = await run(hub, { with: ["commits"] });
    expect(hub.requests.length).toBe(sent);
    expect(second).toMatchObject({ unchanged: true, requests: 0, tables: first.tables });
    expect(readFileSync(join(folder, "out/datapackage.json"), "utf8")).toBe(manifest);
    const third = await run(hub, { with: ["commits", "cards"] });
    expect(hub.requests.length).toBe(sent + 20);
    expect(third.tables.cards).toBeGreaterThan(0);
  });
});
