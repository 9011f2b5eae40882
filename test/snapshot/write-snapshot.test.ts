import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import { verifySnapshot } from "../../src/snapshot/verify-snapshot.js";
import {
  type SnapshotHeader,
  type SnapshotWriter,
  writeSnapshot,
} from "../../src/snapshot/write-snapshot.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const header: SnapshotHeader = {
  title: "A small Hub",
  description: "Invented for a test.",
  sources: [{ title: "invented" }],
  hub: {
    kind: "simulated",
    asOf: "2024-01-01T00:00:00.000Z",
    seed: 1,
    tool: "hub-evolution test",
    complete: true,
  },
};
const models = `SELECT 'owner/m' || i AS id, 'owner' AS owner, 'm' || i AS name, i AS likes FROM range(5000) t(i)`;
const build = async (writer: SnapshotWriter) => {
  await writer.table("models", models);
  writeFileSync(await writer.pathOf("raw/pages/one.json"), "[]");
  return header;
};

describe("writeSnapshot", () => {
  it("writes a package that opens, counts and verifies", async () => {
    const out = join(folder, "small");
    const manifest = await writeSnapshot(out, build);
    expect(manifest).toMatchObject({
      name: "small",
      absentTables: ["commits", "commit_files", "file_changes", "cards", "failures"],
    });
    expect(manifest.resources[0]).toMatchObject({ name: "models", rowCount: 5000, format: "parquet" });
    expect(await verifySnapshot(out)).toEqual({ ok: true, filesChecked: 3, differences: [] });

    const hub = await Snapshot.open(out);
    expect([hub.name, hub.simulated, hub.has("models"), hub.has("commits")]).toEqual([
      "small",
      true,
      true,
      false,
    ]);
    expect(await hub.value("SELECT sum(likes) FROM models")).toBe((4999 * 5000) / 2);
    expect(
      (await hub.table("SELECT id, downloads_30d FROM models ORDER BY likes LIMIT 2")).objects(),
    ).toEqual([
      { id: "owner/m0", downloads_30d: null },
      { id: "owner/m1", downloads_30d: null },
    ]);
    hub.close();
  });

  it("gives the same bytes for the same rows in whatever order they come", async () => {
    const hashes: string[] = [];
    for (const [name, order] of [
      ["a", "i"],
      ["b", "hash(i)"],
      ["c", "-i"],
    ]) {
      const manifest = await writeSnapshot(join(folder, name!), async (writer) => {
        await writer.table(
          "models",
          `SELECT 'o/' || i AS id, i::VARCHAR AS name, ['x', i::VARCHAR] AS tags FROM range(300000) t(i) ORDER BY ${order}`,
        );
        return header;
      });
      hashes.push(manifest.resources[0]!.hash);
    }
    expect(new Set(hashes).size).toBe(1);
  });

  it.each([
    [
      "a repeated key",
      "SELECT 'o/a' AS id, 'a' AS name FROM range(2)",
      /key of the models table repeats.*o\/a/,
    ],
    [
      "a missing required value",
      "SELECT NULL AS id, 'a' AS name",
      /1 required values of the models table are null/,
    ],
    ["an unknown column", "SELECT 'o/a' AS id, 'a' AS name, 1 AS stars", /no column stars/],
    ["bad SQL", "SELECT nothing FROM nowhere", /nowhere/],
  ])("leaves nothing behind after %s", async (_, select, message) => {
    const out = join(folder, "broken");
    await expect(
      writeSnapshot(out, async (writer) => {
        await writer.table("models", select);
        return header;
      }),
    ).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("refuses an output that exists", async () => {
    await expect(writeSnapshot(folder, build)).rejects.toThrow(/output exists already.*--out/);
  });

  it("lets one of two writers of the same folder win, and tells the other", async () => {
    const out = join(folder, "raced");
    const results = await Promise.allSettled([writeSnapshot(out, build), writeSnapshot(out, build)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(String(lost.reason)).toMatch(
      /Another run writes this snapshot \(process \d+ on .*, since .*\): .*raced\. Wait for it, or name another folder/,
    );
    expect((await verifySnapshot(out)).ok).toBe(true);
    expect(readdirSync(folder)).toEqual(["raced"]);
  });
});

describe("verifySnapshot", () => {
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(path, bytes);
  };

  it.each(["models.parquet", "raw/pages/one.json"])(
    "names %s when one byte of it is flipped",
    async (file) => {
      const out = join(folder, "small");
      await writeSnapshot(out, build);
      flip(join(out, file));
      const { ok, differences } = await verifySnapshot(out);
      expect([ok, differences.map(({ path }) => path)]).toEqual([false, [file]]);
    },
  );

  it("names missing and unlisted files", async () => {
    const out = join(folder, "small");
    await writeSnapshot(out, build);
    rmSync(join(out, "raw/pages/one.json"));
    writeFileSync(join(out, "stray.txt"), "?");
    expect((await verifySnapshot(out)).differences).toEqual([
      { path: "raw/pages/one.json", what: "the file is missing" },
      { path: "stray.txt", what: "the manifest does not list it" },
    ]);
  });

  it.each([
    ["a folder without a manifest", undefined, /No snapshot here.*hub-evolution import/],
    ["a manifest that is not JSON", "{", /not JSON/],
    ["another data package", '{"resources": []}', /another kind of data package/],
    ["a manifest without a time", '{"resources": [], "hub": {"asOf": "soon"}}', /asOf.*not a time/],
  ])("refuses %s", async (_, manifest, message) => {
    if (manifest !== undefined) writeFileSync(join(folder, "datapackage.json"), manifest);
    await expect(verifySnapshot(folder)).rejects.toThrow(message);
    await expect(Snapshot.open(folder)).rejects.toThrow(message);
    expect(existsSync(folder)).toBe(true);
  });
});
