import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnswerLine } from "../../src/hub/archive.js";
import { type SnapshotManifest, verifySnapshot } from "../../src/snapshot/index.js";
import { random } from "../../src/stats/random.js";
import { inventModels } from "../support/hub-model.js";
import { type HubServer, type SeenRequest, startHubServer } from "../support/hub-server.js";

const kills = 52;
const kinds = "commits,files,cards";
let folder: string;
let hub: HubServer;
let worker: string;
let onRequest: (request: SeenRequest) => void = () => {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-kill-"));
  worker = join(import.meta.dirname, "..", "..", "test-results", `kill-worker-${process.pid}`);
  // One file starts much faster than a hundred modules, and this test starts many processes.
  await build({
    entryPoints: [join(import.meta.dirname, "../support/crawl-worker.ts")],
    outdir: worker,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  const models = inventModels(44, 41);
  models[5]!.gated = "auto";
  models[9]!.deleted = true;
  hub = await startHubServer({
    models,
    commitsPerPage: 6,
    date: new Date("2025-01-02T03:04:05Z"),
    onRequest: (request) => onRequest(request),
    faults: [{ on: /\/commits\//, kind: "503", times: 5 }],
  });
});
afterAll(async () => {
  await hub?.close();
  rmSync(worker, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

function start(out: string): ChildProcess {
  return spawn(process.execPath, [join(worker, "crawl-worker.mjs"), out, hub.url, kinds], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function finished(child: ChildProcess): Promise<number | null> {
  child.stdout!.resume();
  const [code] = (await once(child, "close")) as [number | null];
  return code;
}

const manifestOf = (out: string) =>
  JSON.parse(readFileSync(join(out, "datapackage.json"), "utf8")) as SnapshotManifest;
const tableHashes = (out: string) =>
  manifestOf(out)
    .resources.filter(({ format }) => format === "parquet")
    .map(({ name, hash, rowCount }) => ({ name, hash, rowCount }));

/** Addresses that have an answer on disk which settles them. */
function answered(out: string): Set<string> {
  const path = join(out, "raw/answers.ndjson");
  if (!existsSync(path)) return new Set();
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return new Set(
    lines
      .map((line) => JSON.parse(line) as AnswerLine)
      .filter(({ final }) => final)
      .map(({ url }) => url.replace(hub.url, "")),
  );
}

describe("a crawl that is killed", () => {
  it(`at ${kills} random points gives the tables of one left alone, and asks for nothing that it has`, async () => {
    const calm = join(folder, "calm");
    expect(await finished(start(calm))).toBe(0);
    const wanted = tableHashes(calm);
    expect(wanted.map(({ name }) => name)).toEqual([
      "models",
      "commits",
      "commit_files",
      "cards",
      "failures",
    ]);
    expect(wanted[0]!.rowCount).toBe(43);

    const out = join(folder, "killed");
    const chance = random("kill points");
    const perLife = Math.ceil(hub.requests.length / (kills - 7));
    let killed = 0;
    const askedTwice: string[] = [];
    while (killed < kills) {
      const have = answered(out);
      const child = start(out);
      const kill = () => child.kill("SIGKILL");
      // Most die some requests into their life; the last ones while tables are built; the rest where chance has it.
      let left = 1 + chance.int(2 * perLife - 1);
      const delay = chance.next() < 0.5 ? 0 : chance.int(15);
      onRequest = ({ path }) => {
        if (have.has(path)) askedTwice.push(path);
        if (--left === 0) setTimeout(kill, delay);
      };
      const late = chance.int(3);
      child.stdout!.on("data", (text) => {
        const steps = ["tables models", "tables tables", "tables manifest"];
        if (String(text).includes(steps[late]!)) setTimeout(kill, chance.int(4));
      });
      const [code, signal] = (await once(child, "close")) as [number | null, string | null];
      onRequest = () => {};
      if (signal === "SIGKILL") killed++;
      else expect(code).toBe(0);
      // A life that came through: the rest of the kills fall on a fresh folder's remains of the tables.
      if (code === 0) rmSync(join(out, "datapackage.json"), { force: true });
    }
    expect(await finished(start(out))).toBe(0);
    expect(askedTwice.filter((path) => !/^\/[^/]+(\/[^/]+)?\/(info|git)/.test(path))).toEqual([]);
    expect(tableHashes(out)).toEqual(wanted);
    expect(manifestOf(out).hub).toEqual(manifestOf(calm).hub);
    expect(await verifySnapshot(out)).toMatchObject({ ok: true, differences: [] });
  }, 300_000);
});
