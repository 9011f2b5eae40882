import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { random } from "../src/stats/random.js";
import { archiveSources } from "../src/study/study-definition.js";
import { commitFiles } from "./support/commit-files.js";
import { serveGit } from "./support/git-http-backend.js";
import { inventModels } from "./support/hub-model.js";
import { startHubServer } from "./support/hub-server.js";
import { scratchFolder, writeNotebook } from "./support/notebook.js";
import { type Ended, runCli } from "./support/run-cli.js";
import { mayMount, mountDisk, type SmallDisk } from "./support/small-disk.js";

let folder: string;
let disk: SmallDisk;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-full-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  disk = await mountDisk(0.25);
});
afterEach(() => disk.close());

/** Text that no compression makes small. */
const noise = (chance: ReturnType<typeof random>, length: number) =>
  Array.from({ length }, () => String.fromCharCode(33 + chance.int(90))).join("");

/** A list page of models whose names compress badly: about 250 bytes a model. */
function page(models: number): string {
  const chance = random("names");
  const rows = Array.from({ length: models }, (_, i) => ({
    _id: `${i}`,
    id: `owner/${i}-${noise(chance, 60).replaceAll(/[^a-zA-Z0-9]/g, "x")}`,
    likes: i,
    tags: [noise(chance, 60)],
    createdAt: "2023-05-01T10:00:00.000Z",
  }));
  return JSON.stringify(rows);
}

/** Every line of standard error that speaks of the failure: there must be one, and no stack. */
const said = ({ stderr }: Ended) => stderr.split("\n").filter((line) => /hub-evolution:|^\s+at /.test(line));
const failsWith = (ended: Ended, message: RegExp) => {
  expect(said(ended)).toEqual([expect.stringMatching(message)]);
  expect(ended).toMatchObject({ status: 1, stdout: "" });
};
const succeeds = ({ status, stderr }: Ended) => {
  expect(stderr).not.toContain("hub-evolution:");
  expect(status).toBe(0);
};
const noSnapshot = async (path: string) =>
  failsWith(await runCli(["verify", path]), /No snapshot here.*hub-evolution import/);

describe.skipIf(!mayMount)("a full disk (skipped where the user may mount none)", () => {
  it("ends an import with what is missing, leaves nothing, and the same command does it where there is room", async () => {
    const archive = join(folder, "archive");
    mkdirSync(archive);
    writeFileSync(join(archive, "page-1.json"), page(6000));
    const out = join(disk.path, "hub");
    const command = ["import", archive, "--out", out];
    for (const [megabytes, missing] of [
      [0.25, true],
      [1.6, false],
    ] as const) {
      disk.resize(megabytes);
      const ended = await runCli(command);
      failsWith(
        ended,
        missing
          ? /The disk is full \(\d\.\d MB written, \d\.\d MB free, at least 1\.\d MB missing\): \S+hub\. Nothing was kept; choose another place with --out or make room/
          : /The disk is full \(\d\.\d MB written, \d\.\d MB free\): \S+hub\. Nothing was kept/,
      );
      expect(readdirSync(disk.path)).toEqual([]);
      await noSnapshot(out);
    }
    disk.resize(16);
    succeeds(await runCli(command));
    succeeds(await runCli(["verify", out]));
    expect(readdirSync(disk.path)).toEqual(["hub"]);
  });

  it("ends a simulation likewise, however far it came", async () => {
    const out = join(disk.path, "hub");
    const command = ["simulate", "--out", out, "--models", "800", "--seed", "1"];
    for (const megabytes of [0.004, 0.9]) {
      disk.resize(megabytes);
      failsWith(await runCli(command), /The disk is full.*\S+hub\. Nothing was kept.*make room/);
      expect(readdirSync(disk.path)).toEqual([]);
    }
    disk.resize(16);
    succeeds(await runCli(command));
    succeeds(await runCli(["verify", out]));
  });

  it("stops a crawl, which goes on where it was when there is room", async () => {
    const chance = random("cards");
    const models = inventModels(24, 51).map((model) => ({
      ...model,
      card: `# Card\n${noise(chance, 30_000)}`,
    }));
    const asked: string[] = [];
    const hub = await startHubServer({ models, onRequest: ({ path }) => void asked.push(path) });
    try {
      const out = join(disk.path, "crawl");
      const command = ["crawl", "--hub", hub.url, "--out", out, "--with", "commits,files,cards", "--json"];
      let stops = 0;
      let done: Ended | undefined;
      for (const megabytes of [0.02, 0.3, 0.9, 40]) {
        disk.resize(megabytes);
        const ended = await runCli(command);
        if (ended.status === 0) {
          done = ended;
          break;
        }
        stops++;
        failsWith(
          ended,
          /[Tt]he disk is full(, it seems)?: \S+crawl\S*\. What was fetched so far is kept; make room and run the same command again/,
        );
        await noSnapshot(out);
      }
      expect(stops).toBe(3);
      const summary = JSON.parse(done!.stdout);
      expect(summary.failures).toEqual({});
      expect(summary.tables).toMatchObject({
        models: 24,
        cards: 24,
        commits: models.reduce((sum, { commits }) => sum + commits.length, 0),
      });
      succeeds(await runCli(["verify", out]));
      // Those under way at a stop, up to eight, are asked for again.
      const cards = asked.filter((path) => path.includes("/resolve/"));
      expect(cards.length).toBeLessThanOrEqual(24 + 8 * stops);
      expect(new Set(cards).size).toBe(24);
    } finally {
      await hub.close();
    }
  });

  it("ends the download of an archive, and leaves nothing of it in the cache", async () => {
    const server = await serveGit(folder);
    try {
      const { list, source } = archiveOf(server.address);
      const environment = {
        HUB_EVOLUTION_SOURCES: list,
        HUB_EVOLUTION_CACHE: disk.path,
        HUB_EVOLUTION_ARCHIVES: join(folder, "none"),
      };
      const command = ["import", source.name, "--out", join(folder, "imported")];
      for (const megabytes of [0.02, 0.3, 1]) {
        disk.resize(megabytes);
        failsWith(
          await runCli(command, environment),
          /could not be downloaded: .*the disk is full(, it seems)?: \S+\. Make room \(the archive alone takes \d+\.\d MB\), or name another folder in HUB_EVOLUTION_CACHE/,
        );
        expect(readdirSync(disk.path)).toEqual([]);
      }
      disk.resize(32);
      succeeds(await runCli(command, environment));
      expect(readdirSync(disk.path)).toEqual([source.name]);
    } finally {
      await server.close();
    }
  });

  it("ends a study whose report has no room, and leaves no half of a file", async () => {
    const notebook = writeNotebook("wide", [`console.log("x".repeat(600_000)); 1`]);
    const out = join(disk.path, "report");
    const ended = await runCli(["study", notebook, "--out", out, "--json"]);
    failsWith(
      ended,
      /The disk is full: \S+report\S*\. The report is not whole; make room or name another folder with --out/,
    );
    const left = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(left.map(({ name }) => name)).toEqual([]);
    disk.resize(16);
    succeeds(await runCli(["study", notebook, "--out", out, "--json"]));
    expect(readdirSync(out).sort()).toEqual(["figures", "index.html", "notebooks", "results.json"]);
  });
});

describe.skipIf(!mayMount)("a read-only disk (skipped where the user may mount none)", () => {
  it("is named by each verb that was to write there, and nothing is run before", async () => {
    const archive = join(folder, "small");
    mkdirSync(archive);
    writeFileSync(join(archive, "page-1.json"), page(3));
    const hub = await startHubServer({ models: inventModels(3, 52) });
    const server = await serveGit(folder);
    const notebook = writeNotebook("any", ["1"]);
    try {
      const { list, source } = archiveOf(server.address);
      const environment = {
        HUB_EVOLUTION_SOURCES: list,
        HUB_EVOLUTION_CACHE: join(disk.path, "cache"),
        HUB_EVOLUTION_ARCHIVES: join(folder, "none"),
        HUB_EVOLUTION_SNAPSHOTS: join(disk.path, "snapshots"),
      };
      const census = writeNotebook("census", [
        'import { openSnapshot } from "hub-evolution";',
        'await openSnapshot("census");',
      ]);
      const out = join(disk.path, "out");
      const commands: [readonly string[], RegExp][] = [
        [
          ["import", archive, "--out", out],
          /read-only: \S+out\. Nothing was kept; choose another place with --out/,
        ],
        [
          ["simulate", "--out", out, "--models", "5", "--seed", "1"],
          /read-only: \S+out\. .*choose another place/,
        ],
        [["crawl", "--hub", hub.url, "--out", out], /read-only: \S+out\. .*name another folder with --out/],
        [["study", notebook, "--out", out], /read-only: \S+out\S*\. .*name another folder with --out/],
        [
          ["study", census, "--out", join(folder, "report")],
          /read-only: \S+snapshots\. .*HUB_EVOLUTION_SNAPSHOTS/,
        ],
        [
          ["import", source.name, "--out", join(folder, "x")],
          /read-only: \S+cache\. Name another folder in HUB_EVOLUTION_CACHE/,
        ],
      ];
      disk.readOnly(true);
      for (const [command, message] of commands) failsWith(await runCli(command, environment), message);
      expect(hub.requests.length).toBe(0);
      expect(server.requests()).toBe(0);
      disk.readOnly(false);
      expect(readdirSync(disk.path)).toEqual([]);
    } finally {
      await hub.close();
      await server.close();
    }
  });
});

/** A repository that an archive of data/sources.json can be downloaded from, and the list that names it. */
function archiveOf(address: string) {
  const name = "weight-file-change-counts";
  const path = join(folder, name);
  mkdirSync(join(path, "dataset_folder"), { recursive: true });
  const chance = random("files");
  const rows = Array.from(
    { length: 9000 },
    (_, i) => `owner,m${i},${noise(chance, 80).replaceAll(/[",]/g, "x")},2\n`,
  );
  writeFileSync(
    join(path, "dataset_folder/model_weight_file_changed.csv"),
    `owner,model_name,file_changed,changed_frequency\n${rows.join("")}`,
  );
  const commit = commitFiles(path);
  const listed = archiveSources().find((source) => source.name === name)!;
  const source = { ...listed, address: `${address}/${name}/.git`, commit, fetchCommit: commit };
  const list = join(scratchFolder(), "sources.json");
  writeFileSync(list, JSON.stringify({ sources: [source] }));
  return { list, source };
}
