import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { verifySnapshot } from "../../src/snapshot/verify-snapshot.js";
import { crawlTrial } from "../support/crawl-trial.js";
import { inventModels } from "../support/hub-model.js";

const { at, serve, run, rowsOf } = crawlTrial();

const all = ["commits", "files", "cards"] as const;

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
    expect(await verifySnapshot(at("out"))).toMatchObject({ ok: true, differences: [] });

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
    const manifest = readFileSync(at("out/datapackage.json"), "utf8");
    const sent = hub.requests.length;
    const second = await run(hub, { with: ["commits"] });
    expect(hub.requests.length).toBe(sent);
    expect(second).toMatchObject({ unchanged: true, requests: 0, tables: first.tables });
    expect(readFileSync(at("out/datapackage.json"), "utf8")).toBe(manifest);
    const third = await run(hub, { with: ["commits", "cards"] });
    expect(hub.requests.length).toBe(sent + 20);
    expect(third.tables.cards).toBeGreaterThan(0);
  });
});
