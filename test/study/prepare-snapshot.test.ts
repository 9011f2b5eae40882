import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { Snapshot } from "../../src/snapshot/index.js";
import { prepareSnapshot } from "../../src/study/prepare-snapshot.js";
import {
  archiveSources,
  type Recipe,
  roles,
  type StudyDefinition,
  studyDefinition,
  studyNames,
} from "../../src/study/study-definition.js";
import { scratchFolder } from "../support/notebook.js";

const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  process.env.HUB_EVOLUTION_SNAPSHOTS = join(folder, "snapshots");
  process.env.HUB_EVOLUTION_ARCHIVES = join(folder, "archives");
});
afterEach(() => {
  delete process.env.HUB_EVOLUTION_SNAPSHOTS;
  delete process.env.HUB_EVOLUTION_ARCHIVES;
});

const study = (recipe: Recipe): StudyDefinition => ({
  name: "own",
  title: "Own",
  snapshots: { made: recipe },
  roles: {
    census: "made",
    commits: "made",
    histories: "made",
    weights: "made",
    cards: "made",
    "creation-times": "made",
  },
});

describe("the studies", () => {
  it.each(studyNames)("%s gives every role a snapshot that it can make", (name) => {
    const { roles: given, snapshots } = studyDefinition(name);
    expect(Object.keys(given).sort()).toEqual([...roles].sort());
    const listed = archiveSources().map((source) => source.name);
    for (const snapshot of Object.values(given)) {
      const recipe = snapshots[snapshot]!;
      if ("import" in recipe) expect(listed).toEqual(expect.arrayContaining([...recipe.import]));
      else expect(recipe.simulate.models).toBeGreaterThan(0);
    }
  });

  it("lists of each archive where it is from, its licence, size and hash", () => {
    for (const source of archiveSources()) {
      expect(source.address).toMatch(/^https:\/\/github\.com\//);
      expect(source.commit).toMatch(/^[0-9a-f]{12,40}$/);
      expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(source.bytes).toBeGreaterThan(0);
      expect(source.licence).not.toBe("");
    }
  });
});

describe("prepareSnapshot", () => {
  it("makes a snapshot once, and again only where recipe or code are others", async () => {
    const steps: string[] = [];
    const small = study({ simulate: { models: 50, seed: 1 } });
    const path = await prepareSnapshot(small, "census", (step) => steps.push(step));
    const snapshot = await Snapshot.open(path);
    expect(snapshot.simulated).toBe(true);
    expect(await snapshot.value("SELECT count(*) FROM models")).toBe(50);
    snapshot.close();
    const { mtimeMs } = statSync(join(path, "datapackage.json"));
    expect(steps.length).toBeGreaterThan(0);
    expect(await prepareSnapshot(small, "cards")).toBe(path);
    expect(statSync(join(path, "datapackage.json")).mtimeMs).toBe(mtimeMs);

    await prepareSnapshot(study({ simulate: { models: 60, seed: 1 } }), "census");
    const again = await Snapshot.open(path);
    expect(await again.value("SELECT count(*) FROM models")).toBe(60);
    again.close();
  });

  it("imports an archive that lies beside the project, with its origin in the manifest", async () => {
    const [source] = archiveSources();
    const archive = join(folder, "archives", source!.folder);
    mkdirSync(archive, { recursive: true });
    const models = [
      { _id: "1", id: "ada/engine", createdAt: "2023-01-02T03:04:05.000Z", likes: 3, tags: [] },
    ];
    writeFileSync(join(archive, "page-001.json"), JSON.stringify(models));
    const path = await prepareSnapshot(study({ import: [source!.name] }), "census");
    const manifest = JSON.parse(readFileSync(join(path, "datapackage.json"), "utf8"));
    expect(manifest.sources).toMatchObject([{ path: source!.address, version: source!.commit }]);
  });

  it("says what to do where an archive is absent and cannot be downloaded, and leaves nothing", async () => {
    const name = "hf-git-histories";
    process.env.HUB_EVOLUTION_SNAPSHOTS = join(folder, "empty");
    await expect(prepareSnapshot(study({ import: [name] }), "histories")).rejects.toThrow(
      new RegExp(
        `needs the archive ${name} for the role histories.*cannot be downloaded.*https.*--snapshot histories=DIR`,
      ),
    );
    expect(existsSync(join(folder, "empty", "made"))).toBe(false);
  });
});
