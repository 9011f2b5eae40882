import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readChangedFiles, readFileLists, Snapshot, writeSnapshot } from "../../src/snapshot/index.js";

const folder = mkdtempSync(join(tmpdir(), "hub-evolution-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = `SELECT * FROM (VALUES
  ('a/x', '1', 'README.md', 'added', 'card'), ('a/x', '1', 'm.bin', 'added', 'weights'),
  ('a/x', '2', 'README.md', 'modified', 'card'), ('a/x', '2', 'm.bin', 'modified', 'weights'),
  ('b/y', '1', 'm.bin', 'added', 'weights'), ('b/y', '2', 'n.bin', 'added', 'weights'))
  AS t(model_id, oid, path, change, file_role)`;
const counts = `SELECT * FROM (VALUES ('c/z', 'm.pt', 'weights', 3), ('c/z', 'n.pt', 'weights', 1),
  ('d/w', 'n.pt', 'weights', 1)) AS t(model_id, path, file_role, changes)`;
const models = `SELECT * FROM (VALUES
  ('a/x', 'a', 'x', TIMESTAMP '2023-01-02', false, 'mit', ['m.bin']),
  ('b/y', 'b', 'y', TIMESTAMP '2022-03-02', true, NULL, ['n.bin', 'README.md']),
  ('bare', NULL, 'bare', NULL, NULL, NULL, []), ('c/z', 'c', 'z', NULL, NULL, NULL, NULL))
  AS t(id, owner, name, created_at, created_at_is_floor, licence, file_paths)`;

async function snapshot(name: string, tables: Readonly<Record<string, string>>) {
  const out = join(folder, name);
  await writeSnapshot(out, async (writer) => {
    for (const [table, select] of Object.entries(tables)) await writer.table(table as "models", select);
    return {
      title: name,
      description: name,
      sources: [{ title: name }],
      hub: { kind: "real", asOf: "2024-01-01T00:00:00.000Z", tool: "test", complete: true },
    };
  });
  return Snapshot.open(out);
}

describe("readChangedFiles", () => {
  it("counts the commits that touched a file", async () => {
    const hub = await snapshot("commits", { models, commit_files: files });
    expect(await readChangedFiles(hub)).toEqual([
      { modelId: "a/x", paths: ["README.md", "m.bin"], roles: ["card", "weights"] },
    ]);
    expect(await readChangedFiles(hub, { role: "weights" })).toEqual([
      { modelId: "a/x", paths: ["m.bin"], roles: ["weights"] },
    ]);
    hub.close();
  });

  it("takes the source's own counts where it has them", async () => {
    const hub = await snapshot("counts", { models, commit_files: files, file_changes: counts });
    const expected = [{ modelId: "c/z", paths: ["m.pt"], roles: ["weights"] }];
    expect(await readChangedFiles(hub)).toEqual(expected);
    expect(await readChangedFiles(hub, { role: "weights" })).toEqual(expected);
    hub.close();
  });
});

it("readFileLists tells the files, and no month of a floored creation time", async () => {
  const hub = await snapshot("lists", { models });
  expect(await readFileLists(hub)).toEqual([
    { id: "a/x", owner: "a", createdAt: new Date("2023-01-02T00:00:00Z"), licence: "mit", paths: ["m.bin"] },
    { id: "b/y", owner: "b", createdAt: null, licence: null, paths: ["n.bin", "README.md"] },
    { id: "bare", owner: "bare", createdAt: null, licence: null, paths: [] },
  ]);
  hub.close();
});
