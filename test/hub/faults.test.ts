import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { AnswerLine } from "../../src/hub/archive.js";
import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import { verifySnapshot } from "../../src/snapshot/verify-snapshot.js";
import { crawlTrial } from "../support/crawl-trial.js";
import { type HubModel, inventModels } from "../support/hub-model.js";
import type { Fault, HubServer } from "../support/hub-server.js";

const { at, serve, run, rowsOf } = crawlTrial({ timeoutMs: 300, maxAttempts: 4 });

const answers = () =>
  readFileSync(at("out/raw/answers.ndjson"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AnswerLine);

const kinds = [
  "429",
  "500",
  "502",
  "503",
  "reset",
  "truncated-gzip",
  "short-body",
  "hang",
  "stall",
  "html",
] as const;

describe("a fault that passes", () => {
  it.each(kinds)("%s on a page, a commit list and a card costs a try and nothing else", async (kind) => {
    const models = inventModels(6, 21);
    const faults: Fault[] = [/^\/api\/models\?/, /\/commits\//, /\/resolve\//].map((on) => ({ on, kind }));
    const hub = await serve({ models, faults });
    const summary = await run(hub, { with: ["commits", "cards"] });
    expect(summary.failures).toEqual({});
    expect(summary.tables).toMatchObject({
      models: 6,
      commits: models.reduce((sum, model) => sum + model.commits.length, 0),
      cards: models.filter(({ card }) => card).length,
    });
    expect(summary.requests).toBe(1 + 6 + 6 + 3);
    expect(answers().filter(({ final }) => !final).length).toBe(/^\d|html/.test(kind) ? 3 : 0);
  });

  it("waits as long as Retry-After asks", async () => {
    const hub = await serve({
      models: inventModels(2, 22),
      faults: [{ on: /^\/api\/models\?/, kind: "503", retryAfterSeconds: 1 }],
    });
    const began = performance.now();
    await run(hub);
    expect(performance.now() - began).toBeGreaterThanOrEqual(1000);
  });
});

describe("a fault that stays", () => {
  it.each([
    ["truncated-gzip", "truncated"],
    ["short-body", "truncated"],
    ["html", "malformed"],
    ["500", "other"],
    ["hang", "other"],
  ] as const)("%s on one model is a row with reason %s, and the others come", async (kind, reason) => {
    const models = inventModels(6, 23);
    const hub = await serve({
      models,
      faults: [{ on: new RegExp(`${models[2]!.id}/commits/`), kind, times: Number.POSITIVE_INFINITY }],
    });
    const summary = await run(hub, { with: ["commits"] });
    expect(summary.failures).toEqual({ [reason]: 1 });
    expect(await rowsOf("SELECT model_id, wanted, reason, attempts FROM failures")).toEqual([
      { model_id: models[2]!.id, wanted: "commits", reason, attempts: 4 },
    ]);
    expect(await rowsOf("SELECT count(DISTINCT model_id) AS n FROM commits")).toEqual([{ n: 5 }]);
    expect((await verifySnapshot(at("out"))).ok).toBe(true);
  });

  it("429 on one model, again and again, is rate-limited", async () => {
    const models = inventModels(3, 24);
    const hub = await serve({
      models,
      faults: [{ on: new RegExp(`${models[1]!.id}/commits/`), kind: "429", times: Number.POSITIVE_INFINITY }],
      limits: { api: 1_000_000, resolve: 1_000_000, windowSeconds: 0.001 },
    });
    const summary = await run(hub, {
      with: ["commits"],
      fetch: { maxRefusals: 3, backoffMs: { base: 1, cap: 2 } },
    });
    expect(summary.failures).toEqual({ "rate-limited": 1 });
  });

  it("a list that cannot be read stops the crawl with what to do, and the next run goes on", async () => {
    const models = inventModels(2100, 25, { commits: false });
    const hub = await serve({ models });
    hub.faults = [{ on: /cursor=/, kind: "500", times: Number.POSITIVE_INFINITY }];
    await expect(run(hub)).rejects.toThrow(/500.*/);
    hub.faults = [];
    const sent = hub.requests.length;
    const summary = await run(hub);
    expect(summary.tables.models).toBe(2100);
    expect(hub.requests.length - sent).toBe(2);
  });

  it("a Hub that goes away is waited for", async () => {
    const models = inventModels(8, 26);
    let away = 0;
    const hub = await serve({
      models,
      onRequest: async ({ path }) => {
        if (!path.startsWith("/api/models?limit=1&") && hub.requests.length === 5) {
          hub.faults = [{ on: /./, kind: "502", times: Number.POSITIVE_INFINITY }];
          setTimeout(() => {
            hub.faults = [];
          }, 400);
        }
        if (hub.faults.length) away++;
      },
    });
    const summary = await run(hub, { with: ["commits"], patienceMs: 20_000 });
    expect(away).toBeGreaterThan(4);
    expect(summary.failures).toEqual({});
  });

  it("a Hub that is not there stops the crawl with what to do", async () => {
    const hub = await serve({ models: [] });
    const { url } = hub;
    await hub.close();
    await expect(run({ ...hub, url } as HubServer, { patienceMs: 50 })).rejects.toThrow(
      /The Hub does not answer.*127\.0\.0\.1.*run the same command again/s,
    );
  });
});

describe("a Hub's own ways", () => {
  const reasons: [string, Partial<HubModel>][] = [
    ["gated", { gated: "auto" }],
    ["disabled", { disabled: true }],
    ["deleted", { deleted: true }],
    ["private", { private: true }],
  ];
  it.each(reasons)("a %s model is a row for each thing wanted", async (reason, change) => {
    const models = inventModels(5, 27);
    const hub = await serve({
      models,
      // After the list was read.
      onRequest: ({ path }) => {
        if (!path.startsWith("/api/models?")) Object.assign(models[3]!, change);
      },
    });
    const summary = await run(hub, { with: ["commits", "files", "cards"] });
    expect(summary.failures).toEqual({ [reason]: 3 });
    expect(
      await rowsOf('SELECT DISTINCT model_id, reason, attempts > 0 AS tried, "at" FROM failures'),
    ).toEqual([{ model_id: models[3]!.id, reason, tried: true, at: new Date("2025-01-02T03:04:05Z") }]);
  });

  it.each([true, false])("reads all pages of commits (Link left out: %s)", async (withoutCommitLinks) => {
    const models = inventModels(10, 28);
    const hub = await serve({ models, commitsPerPage: 3, withoutCommitLinks });
    const summary = await run(hub, { with: ["commits"] });
    expect(summary.tables.commits).toBe(models.reduce((sum, model) => sum + model.commits.length, 0));
    const [row] = await rowsOf<{ wrong: number }>(
      `SELECT count(*) AS wrong FROM commits AS a JOIN commits AS b
       ON a.model_id = b.model_id AND a.position + 1 = b.position WHERE a.committed_at >= b.committed_at`,
    );
    expect(row!.wrong).toBe(0);
  });

  it("takes fewer commits than X-Total-Count for a failure, not for a short history", async () => {
    const models = inventModels(4, 29);
    const hub = await serve({
      models,
      faults: [
        { on: new RegExp(`${models[1]!.id}/commits`), kind: "over-count", times: Number.POSITIVE_INFINITY },
      ],
    });
    const summary = await run(hub, { with: ["commits"] });
    expect(summary.failures).toEqual({ truncated: 1 });
    expect(await rowsOf(`SELECT count(*) AS n FROM commits WHERE model_id = '${models[1]!.id}'`)).toEqual([
      { n: 0 },
    ]);
    const n = models[1]!.commits.length;
    expect(await rowsOf("SELECT detail FROM failures")).toEqual([
      { detail: `${n} of ${n + 5} commits came` },
    ]);
  });

  it("drops rows that the list repeats, and keeps up with a list that moves", async () => {
    const models = inventModels(3500, 30, { commits: false });
    let pages = 0;
    const hub = await serve({
      models,
      faults: [{ on: /cursor=/, kind: "repeat-rows", times: 2 }],
      onRequest: ({ path }) => {
        // New models appear while the list is read; one that was read goes.
        if (!path.startsWith("/api/models?") || ++pages > 3) return;
        models.push({
          ...models[0]!,
          _id: `f${pages}`.padEnd(24, "0"),
          id: `new/model-${pages}`,
          createdAt: `2025-01-01T00:00:0${pages}.000Z`,
        });
        models[10]!.deleted = true;
      },
    });
    const summary = await run(hub);
    expect(summary.failures).toEqual({});
    expect(await rowsOf("SELECT count(*) AS n, count(DISTINCT id) AS ids FROM models")).toEqual([
      { n: 3502, ids: 3502 },
    ]);
  });

  it("looks twice at a full page without a link, and says so where it stays the last", async () => {
    const models = inventModels(2000, 31, { commits: false });
    const hub = await serve({ models, faults: [{ on: /cursor=/, kind: "no-link", times: 1 }] });
    expect((await run(hub)).failures).toEqual({});
    const other = await serve({ models, faults: [{ on: /cursor=/, kind: "no-link", times: 9 }] });
    const summary = await run(other, { out: at("cut") });
    expect(summary.failures).toEqual({ truncated: 1 });
    const manifest = JSON.parse(readFileSync(at("cut/datapackage.json"), "utf8"));
    expect(manifest.hub.complete).toBe(false);
  });

  it("takes a card over 1 MiB for too large, and one that is not there for none", async () => {
    const models = inventModels(3, 32);
    models[0]!.card = "x".repeat(1024 * 1024 + 1);
    models[1]!.card = undefined as never;
    models[2]!.card = "---\nlicense: mit\n---\nShort.";
    const hub = await serve({ models });
    const summary = await run(hub, { with: ["cards"] });
    expect(summary.failures).toEqual({ "too-large": 1 });
    expect(await rowsOf("SELECT card_length_chars AS n FROM models ORDER BY id")).toEqual(
      models
        .map(({ id }, i) => ({ id, n: [null, 0, 6][i] }))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ n }) => ({ n })),
    );
  });

  it("asks the API for files where git is missing, and finds the same", async () => {
    const models = inventModels(6, 33);
    const hub = await serve({ models });
    await run(hub, { with: ["files"] });
    const byGit = await rowsOf("SELECT * FROM commit_files ORDER BY ALL");
    await run(hub, {
      out: at("api"),
      with: ["files"],
      environment: { PATH: at("nowhere") },
    });
    const snapshot = await Snapshot.open(at("api"));
    const byApi = await snapshot.rows("SELECT * FROM commit_files ORDER BY ALL");
    snapshot.close();
    expect(byApi.length).toBeGreaterThan(6);
    expect(byApi).toEqual(byGit);
  });

  it("stops on Ctrl-C at once and goes on later without asking twice", async () => {
    const models = inventModels(30, 34);
    const stop = new AbortController();
    const hub = await serve({
      models,
      onRequest: () => {
        if (hub.requests.length === 12) stop.abort(new Error("stopped"));
      },
    });
    await expect(run(hub, { with: ["commits"], signal: stop.signal })).rejects.toThrow("stopped");
    const summary = await run(hub, { with: ["commits"] });
    expect(summary.tables.models).toBe(30);
    // Those under way at the stop are asked for again.
    expect(hub.requests.length).toBeLessThanOrEqual(31 + 8);
  });
});

describe("the token", () => {
  const token = "hf_SECRETsecretSECRETsecret";

  it("opens gated models and appears in no file, no message and no process's arguments", async () => {
    const models = inventModels(6, 35);
    models[1]!.gated = "auto";
    const elsewhere = await serve({ models: [], faults: [{ on: /./, kind: "html", times: 99 }] });
    const seen: string[] = [];
    const hub = await serve({
      models,
      token,
      faults: [
        {
          on: new RegExp(`${models[2]!.id}/resolve`),
          kind: "redirect",
          redirectTo: `${elsewhere.url}/card`,
          times: 9,
        },
      ],
      onRequest: () => {
        seen.push(...commandLines());
      },
    });
    const said: string[] = [];
    const summary = await run(hub, {
      with: ["commits", "files", "cards"],
      token,
      onProgress: (progress) => said.push(JSON.stringify(progress)),
    });
    expect(
      await rowsOf(`SELECT count(*) AS n FROM commit_files WHERE model_id = '${models[1]!.id}'`),
    ).toEqual([{ n: models[1]!.commits.length }]);
    expect(hub.requests.every(({ authorization }) => authorization === `Bearer ${token}`)).toBe(true);
    expect(elsewhere.requests.length).toBeGreaterThan(0);
    expect(elsewhere.requests.every(({ authorization }) => authorization === undefined)).toBe(true);
    expect(seen.some((line) => line.includes("git") && line.includes("clone"))).toBe(true);
    for (const text of [...seen, ...said, JSON.stringify(summary)]) expect(text).not.toContain(token);
    for (const text of everyFile(at("out"))) expect(text.includes(token)).toBe(false);
  });

  it("is cut out of what a server echoes", async () => {
    const models = inventModels(2, 36);
    models[0]!.card = `---\n---\nYou sent ${token}.`;
    const hub = await serve({ models });
    await run(hub, { with: ["cards"], token });
    for (const text of everyFile(at("out"))) expect(text.includes(token)).toBe(false);
    expect(await rowsOf(`SELECT text FROM cards WHERE model_id = '${models[0]!.id}'`)).toEqual([
      { text: "You sent [token]." },
    ]);
  });

  it("that the Hub does not take stops the crawl", async () => {
    const models = inventModels(2, 37);
    const hub = await serve({ models, token: "hf_other" });
    await expect(run(hub, { models: [models[0]!.id], token })).rejects.toThrow(
      /does not take the token.*HF_TOKEN/s,
    );
  });

  it("is refused as part of an address", async () => {
    const hub = await serve({ models: [] });
    await expect(run(hub, { hub: "http://user:password@127.0.0.1:1" })).rejects.toThrow(/password in it/);
  });
});

function commandLines(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ")];
      } catch {
        return [];
      }
    });
}

/** Every file's bytes, those packed by gzip unpacked too. */
function* everyFile(root: string): Iterable<Buffer> {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    yield bytes;
    if (entry.name.endsWith(".gz")) yield gunzipSync(bytes);
  }
}
