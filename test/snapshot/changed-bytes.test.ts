import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crawl } from "../../src/hub/crawl.js";
import { simulate } from "../../src/simulate/index.js";
import { manifestChange } from "../../src/snapshot/datapackage.js";
import { importArchive, requireAsWritten, Snapshot, verifySnapshot } from "../../src/snapshot/index.js";
import { random } from "../../src/stats/random.js";
import { fullArchive } from "../support/full-archive.js";
import { inventModels } from "../support/hub-model.js";
import { startHubServer } from "../support/hub-server.js";
import { writeNotebook } from "../support/notebook.js";
import { runCli } from "../support/run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "hub-evolution-changed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tool = "hub-evolution test";

const makers = {
  imported: (out: string) => importArchive({ sources: fullArchive(folder), out, tool }),
  simulated: (out: string) => simulate({ out, models: 40, seed: 1, tool }),
  crawled: async (out: string) => {
    const hub = await startHubServer({ models: inventModels(3, 71) });
    try {
      await crawl({ out, hub: hub.url, tool, with: ["commits", "cards"], sample: { n: 2, seed: 1 } });
    } finally {
      await hub.close();
    }
  },
};
beforeAll(async () => {
  for (const [name, make] of Object.entries(makers)) await make(join(folder, name));
}, 60_000);

const filesOf = (snapshot: string) =>
  readdirSync(snapshot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(snapshot, join(entry.parentPath, entry.name)));

const changes: Record<string, (bytes: Buffer, at: number) => Buffer> = {
  "a flipped bit": (bytes, at) => {
    const other = Buffer.from(bytes);
    other[at]! ^= 1 << (at % 8);
    return other;
  },
  "the last byte cut off": (bytes) => bytes.subarray(0, -1),
  "a byte more": (bytes) => Buffer.concat([bytes, Buffer.from("\n")]),
};

/** What verifying says: the paths of the differences, or the file that the error is about. */
const found = (snapshot: string) =>
  verifySnapshot(snapshot).then(
    ({ ok, differences }) => (ok ? [] : differences.map(({ path }) => path)),
    (error) => [relative(snapshot, error.path)],
  );

describe("verify names the file", () => {
  it.each(Object.keys(makers))(
    "of a snapshot that was %s, whichever it is and however it changed",
    async (name) => {
      const snapshot = join(folder, name);
      const files = filesOf(snapshot);
      expect(await found(snapshot)).toEqual([]);
      const kinds = {
        imported: ["models", "commits", "commit_files", "file_changes", "cards", "failures"].map(
          (t) => `${t}.parquet`,
        ),
        simulated: ["truth.json", "truth-models.parquet", "truth-commits.parquet", "failures.parquet"],
        crawled: [
          "raw/answers.ndjson",
          "raw/crawl.ndjson",
          "raw/sample.json",
          "raw/SHA256SUMS",
          "datapackage.json",
        ],
      }[name]!;
      expect(files).toEqual(expect.arrayContaining(kinds));
      const chance = random(name);
      for (const file of files) {
        const path = join(snapshot, file);
        const whole = readFileSync(path);
        for (const [what, change] of Object.entries(changes)) {
          writeFileSync(path, change(whole, chance.int(whole.length)));
          expect(await found(snapshot), `${file}, ${what}`).toContain(file);
        }
        writeFileSync(path, whole);
      }
      expect(await found(snapshot)).toEqual([]);
    },
    60_000,
  );

  it("of a manifest with any one bit flipped", () => {
    const bytes = readFileSync(join(folder, "simulated/datapackage.json"));
    const seen = (changed: Buffer) => {
      const text = changed.toString("utf8");
      try {
        return manifestChange(text, JSON.parse(text));
      } catch {
        return "not JSON";
      }
    };
    expect(seen(bytes)).toBeNull();
    // The bits by turns, for at is the bit as well.
    for (let at = 0; at < bytes.length; at += 3)
      expect(seen(changes["a flipped bit"]!(bytes, at)), `byte ${at}`).not.toBeNull();
  });

  it("of a manifest by its own hash, which a package of another tool need not have", () => {
    const { manifestHash: _, ...manifest } = JSON.parse(
      readFileSync(join(folder, "simulated/datapackage.json"), "utf8"),
    );
    expect(manifestChange("", manifest)).toMatch("its own hash");
    expect(manifestChange("", { ...manifest, hub: { ...manifest.hub, tool: "another 1.0" } })).toBeNull();
  });

  it("and refuses a manifest that points out of the folder", async () => {
    const path = join(folder, "simulated/datapackage.json");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace('"path": "models.parquet"', '"path": "../imported/models.parquet"'));
    await expect(verifySnapshot(join(folder, "simulated"))).rejects.toThrow(
      /a path in the folder.*datapackage\.json/,
    );
    await expect(Snapshot.open(join(folder, "simulated"))).rejects.toThrow(/a path in the folder/);
    writeFileSync(path, text);
  });
});

describe("a study", () => {
  it("does not run on a snapshot whose tables or manifest changed, and names the file", async () => {
    const snapshot = join(folder, "simulated");
    const table = join(snapshot, "models.parquet");
    const whole = readFileSync(table);
    await requireAsWritten(snapshot);
    for (const change of Object.values(changes)) {
      writeFileSync(table, change(whole, whole.length >> 1));
      await expect(requireAsWritten(snapshot)).rejects.toThrow(
        /not as it was written: its SHA-256 differs: .*models\.parquet\. Run `hub-evolution verify`/,
      );
    }
    const notebook = writeNotebook("any", [
      'import { openSnapshot } from "hub-evolution";',
      'await openSnapshot("census");',
    ]);
    const command = ["study", notebook, "--snapshot", `census=${snapshot}`, "--out", join(folder, "report")];
    const { status, stderr } = await runCli(command);
    expect(stderr).toMatch(/hub-evolution: The snapshot is not as it was written.*models\.parquet/);
    expect(status).toBe(1);
    // Opened by itself, a table of another length is refused at once.
    await expect(Snapshot.open(snapshot)).rejects.toThrow(
      /models table is not as it was written \(\d+ bytes/,
    );
    writeFileSync(table, whole);
    (await Snapshot.open(snapshot)).close();
  });
});
