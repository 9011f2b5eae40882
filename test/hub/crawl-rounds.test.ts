import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Clock, systemClock } from "../../src/hub/clock.js";
import { lockFolder } from "../../src/hub/crawl-lock.js";
import { verifySnapshot } from "../../src/snapshot/verify-snapshot.js";
import { crawlTrial } from "../support/crawl-trial.js";
import { inventModels } from "../support/hub-model.js";

const { at, serve, run, rowsOf } = crawlTrial();

describe("update", () => {
  it("asks for new and modified models only, keeps what is gone, and follows renames", async () => {
    const models = inventModels(30, 5);
    const hub = await serve({ models });
    await run(hub, { with: ["commits"] });
    const before = hub.requests.length;

    const [modified, gone, hidden, renamed] = [models[3]!, models[7]!, models[11]!, models[15]!];
    modified.commits.push({
      title: "Later",
      message: "",
      authors: ["someone"],
      date: "2024-12-24T00:00:00.000Z",
      files: [{ path: "later.txt", change: "added" }],
    });
    modified.lastModified = "2024-12-24T00:00:00.000Z";
    gone.deleted = true;
    hidden.private = true;
    renamed.formerIds = [renamed.id];
    renamed.id = "new-owner/new-name";
    models.push({ ...inventModels(31, 6).at(-1)!, id: "fresh/model", _id: "ffffffffffffffffffffffff" });

    const summary = await run(hub, { with: ["commits"], update: true });
    const paths = hub.requests.slice(before).map(({ path }) => path.replace(/\?.*/, ""));
    expect(paths.sort()).toEqual(
      [
        "/api/models",
        `/api/models/${modified.id}/commits/main`,
        "/api/models/fresh/model/commits/main",
        `/api/models/${gone.id}`,
        `/api/models/${hidden.id}`,
      ].sort(),
    );
    expect(summary).toMatchObject({ round: 2, gone: 2, renamed: 1, failures: { deleted: 1, private: 1 } });
    expect(summary.tables.models).toBe(31);
    expect(
      await rowsOf(
        "SELECT id, deleted_seen_at FROM models WHERE deleted_seen_at IS NOT NULL ORDER BY created_at",
      ),
    ).toEqual([
      { id: gone.id, deleted_seen_at: new Date("2025-01-02T03:04:05Z") },
      { id: hidden.id, deleted_seen_at: new Date("2025-01-02T03:04:05Z") },
    ]);
    expect(await rowsOf(`SELECT former_ids, owner, name FROM models WHERE id = '${renamed.id}'`)).toEqual([
      { former_ids: renamed.formerIds, owner: "new-owner", name: "new-name" },
    ]);
    const counts = Object.fromEntries(
      (
        await rowsOf<{ model_id: string; n: number }>(
          "SELECT model_id, count(*) AS n FROM commits GROUP BY ALL",
        )
      ).map(({ model_id, n }) => [model_id, n]),
    );
    expect(counts).toEqual(Object.fromEntries(models.map(({ id, commits }) => [id, commits.length])));

    const sent = hub.requests.length;
    await run(hub, { with: ["commits"], update: true });
    expect(hub.requests.length - sent).toBe(1);
    expect(await rowsOf("SELECT count(*) AS n FROM models WHERE deleted_seen_at IS NOT NULL")).toEqual([
      { n: 2 },
    ]);
  });

  it("brings a snapshot up to date from a time on, by the models modified since", async () => {
    const models = inventModels(2500, 8, { commits: false });
    const hub = await serve({ models });
    await run(hub);
    for (const model of models.slice(100, 110)) {
      model.lastModified = "2025-01-01T12:00:00.000Z";
      model.likes = 777;
    }
    const sent = hub.requests.length;
    const summary = await run(hub, { since: new Date("2025-01-01T00:00:00Z") });
    expect(hub.requests.length - sent).toBe(1);
    expect(summary.tables.models).toBe(2500);
    expect(await rowsOf("SELECT count(*) AS n FROM models WHERE likes = 777")).toEqual([{ n: 10 }]);
  });
});

describe("a machine's clock that is set back", () => {
  it("by a day between two rounds changes no table", async () => {
    const clockAt = (time: string): Clock => {
      const ahead = Date.parse(time) - Date.now();
      return { ...systemClock, now: () => Date.now() + ahead };
    };
    const tablesAfter = async (out: string, second: string) => {
      const models = inventModels(12, 13);
      const hub = await serve({ models });
      const options = { out: at(out), with: ["commits", "cards"] as const };
      await run(hub, { ...options, clock: clockAt("2025-01-05T00:00:00Z") });
      models[2]!.deleted = true;
      models[4]!.lastModified = "2024-12-24T00:00:00.000Z";
      models[4]!.card = "Later.";
      const summary = await run(hub, { ...options, update: true, clock: clockAt(second) });
      expect(summary).toMatchObject({ round: 2, gone: 1, asOf: "2025-01-02T03:04:05.000Z" });
      expect((await verifySnapshot(options.out)).ok).toBe(true);
      const { resources } = JSON.parse(readFileSync(join(options.out, "datapackage.json"), "utf8"));
      return resources
        .filter(({ format }: { format: string }) => format === "parquet")
        .map(({ name, hash }: { name: string; hash: string }) => [name, hash]);
    };
    const forward = await tablesAfter("forward", "2025-01-06T00:00:00Z");
    expect(forward.length).toBe(4);
    expect(await tablesAfter("back", "2025-01-04T00:00:00Z")).toEqual(forward);
  });
});

describe("renames met on the way", () => {
  it("follows them by API, file and git, and notes them", async () => {
    const models = inventModels(12, 9);
    const hub = await serve({
      models,
      // The model moves after the list was read.
      onRequest: ({ path }) => {
        const model = models[4]!;
        if (path.startsWith("/api/models?") || model.formerIds) return;
        model.formerIds = [model.id];
        model.id = "moved/away";
      },
    });
    const old = models[4]!.id;
    const summary = await run(hub, { with: ["files", "commits", "cards"], concurrency: 1 });
    expect(summary.failures).toEqual({ renamed: 1 });
    expect(await rowsOf("SELECT id, former_ids FROM models WHERE former_ids IS NOT NULL")).toEqual([
      { id: "moved/away", former_ids: [old] },
    ]);
    expect(await rowsOf("SELECT model_id, wanted, status, reason, detail FROM failures")).toEqual([
      { model_id: old, wanted: "info", status: 307, reason: "renamed", detail: "now moved/away" },
    ]);
    expect(await rowsOf("SELECT count(*) AS n FROM commit_files WHERE model_id = 'moved/away'")).toEqual([
      { n: models[4]!.commits.length },
    ]);
  });
});

describe("a choice of models", () => {
  it("takes the first of the list with limit", async () => {
    const models = inventModels(2300, 10, { commits: false });
    const hub = await serve({ models });
    const summary = await run(hub, { limit: 1200 });
    expect(summary.tables.models).toBe(1200);
    expect(hub.requests.length).toBe(2);
    const first = models.slice(0, 1200).map(({ id }) => id);
    expect((await rowsOf<{ id: string }>("SELECT id FROM models")).map(({ id }) => id).sort()).toEqual(
      first.sort(),
    );
  });

  it("takes the models of a file with their full answers, each failure a row", async () => {
    const models = inventModels(10, 11);
    models[1]!.gated = "auto";
    models[2]!.disabled = true;
    models[3]!.formerIds = ["old/name"];
    const hub = await serve({ models });
    const summary = await run(hub, {
      models: [models[0]!.id, models[1]!.id, models[2]!.id, "old/name", "no/such-model"],
      with: ["commits"],
    });
    expect(summary.tables).toMatchObject({ models: 2 });
    const rows = await rowsOf<{ id: string; file_count: number; size_bytes: number }>(
      "SELECT id, file_count, size_bytes FROM models",
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([models[0]!.id, models[3]!.id].sort());
    expect(rows.every(({ file_count, size_bytes }) => file_count > 0 && size_bytes > 0)).toBe(true);
    const failures = await rowsOf(
      "SELECT model_id, reason FROM failures WHERE wanted = 'info' ORDER BY reason",
    );
    expect(failures).toEqual([
      { model_id: "no/such-model", reason: "deleted" },
      { model_id: models[2]!.id, reason: "disabled" },
      { model_id: models[1]!.id, reason: "gated" },
      { model_id: "old/name", reason: "renamed" },
    ]);
  });

  it("samples with weights that stand for the whole list, and keeps the sample", async () => {
    const models = inventModels(1500, 12, { commits: false });
    const hub = await serve({ models });
    const summary = await run(hub, { sample: { n: 120, seed: 3 }, with: ["cards"] });
    expect(summary).toMatchObject({ sampled: 120, tables: { models: 1500 } });
    expect(hub.requests.filter(({ path }) => path.includes("/resolve/")).length).toBe(120);
    const [row] = await rowsOf<{ n: number; total: number }>(
      "SELECT count(inclusion_weight) AS n, sum(inclusion_weight) AS total FROM models",
    );
    expect(row!.n).toBe(120);
    expect(row!.total).toBeCloseTo(1500, 6);
    await expect(run(hub, { sample: { n: 100, seed: 3 } })).rejects.toThrow(/sample of 120 models/);
  });
});

describe("failures", () => {
  it("asks again for what failed when told to, and only then", async () => {
    const models = inventModels(8, 13);
    models[2]!.gated = "manual";
    const hub = await serve({ models });
    expect((await run(hub, { with: ["commits"] })).failures).toEqual({ gated: 1 });
    models[2]!.gated = false;
    const sent = hub.requests.length;
    expect((await run(hub, { with: ["commits"] })).failures).toEqual({ gated: 1 });
    expect(hub.requests.length).toBe(sent);
    expect((await run(hub, { with: ["commits"], retryFailures: true })).failures).toEqual({});
    expect(hub.requests.length).toBe(sent + 1);
    expect(await rowsOf(`SELECT count(*) AS n FROM commits WHERE model_id = '${models[2]!.id}'`)).toEqual([
      { n: models[2]!.commits.length },
    ]);
  });
});

describe("dry run", () => {
  it("estimates from one request and writes nothing", async () => {
    const models = inventModels(700, 14, { commits: false });
    const hub = await serve({ models, limits: { api: 500, resolve: 3000, windowSeconds: 300 } });
    const summary = await run(hub, { dryRun: true, with: ["commits", "cards"] });
    expect(hub.requests.length).toBe(1);
    expect(existsSync(at("out"))).toBe(false);
    expect(summary.estimate).toMatchObject({
      models: 700,
      modelsFrom: "list",
      detailed: 700,
      requests: { api: 702, resolve: 700 },
    });
    // 701 requests for commits at 500 in 300 s.
    expect(summary.estimate.seconds).toBeGreaterThanOrEqual(420);
    expect(summary.estimate.seconds).toBeLessThan(440);
  });
});

describe("the lock", () => {
  it("stops a second crawl in the folder and is given back", async () => {
    const give = await lockFolder(at());
    await expect(lockFolder(at())).rejects.toThrow(/Another crawl works here/);
    await give();
    await (await lockFolder(at()))();
    expect(existsSync(at(".crawl.lock"))).toBe(false);
  });

  it("is taken over from a dead process, and from another that has its number now", async () => {
    for (const began of [null, "1"]) {
      const pid = began === null ? 2 ** 22 + 1 : process.pid;
      writeFileSync(
        at(".crawl.lock"),
        JSON.stringify({ pid, host: hostname(), began, since: "2025-01-01", nonce: "x" }),
      );
      const give = await lockFolder(at());
      expect(JSON.parse(readFileSync(at(".crawl.lock"), "utf8")).pid).toBe(process.pid);
      await give();
    }
  });

  it("is left alone where its process is on another machine", async () => {
    const text = JSON.stringify({ pid: 1, host: "elsewhere", began: null, since: "2025-01-01", nonce: "x" });
    writeFileSync(at(".crawl.lock"), text);
    await expect(lockFolder(at())).rejects.toThrow(/elsewhere/);
    expect(readFileSync(at(".crawl.lock"), "utf8")).toBe(text);
  });
});
