import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importArchive, Snapshot } from "../../src/snapshot/index.js";
import { downloadArchive } from "../../src/study/archives/download-archive.js";
import { findArchive } from "../../src/study/archives/find-archive.js";
import { type ArchiveSource, archiveSources } from "../../src/study/study-definition.js";
import { commitFiles } from "../support/commit-files.js";
import { serveGit } from "../support/git-http-backend.js";
import { scratchFolder } from "../support/notebook.js";
import { sharedData } from "../support/shared-data.js";

const folder = scratchFolder();
const cache = join(folder, "cache");
let server: Awaited<ReturnType<typeof serveGit>>;
beforeAll(async () => {
  server = await serveGit(folder);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => rmSync(cache, { recursive: true, force: true }));

/** Commits files to a repository of its own, served on loopback. */
function repository(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return commitFiles(path);
}

const listed = (name: string) => archiveSources().find((source) => source.name === name)!;
const served = (name: string, commit: string): ArchiveSource => ({
  ...listed(name),
  address: `${server.address}/${name}/.git`,
  commit,
  fetchCommit: commit,
});
const download = (source: ArchiveSource, environment: Record<string, string | undefined> = process.env) =>
  downloadArchive(source, { cache, environment });
const text = (path: string) => gunzipSync(readFileSync(path)).toString("utf8");

const model = (id: string) => ({
  _id: id,
  id,
  likes: 3,
  tags: ["license:mit"],
  createdAt: "2023-05-01T10:00:00.000Z",
});
const zip = (...models: { readonly id: string }[]) =>
  zipSync(
    Object.fromEntries(
      models.map((m) => [`${m.id.replace("/", "_")}.json`, strToU8(JSON.stringify(m, null, 1))]),
    ),
  );
const census = (
  pages: Readonly<Record<string, string | Uint8Array>>,
  zips: Readonly<Record<string, Uint8Array>>,
) =>
  repository("census-2024-07-11", {
    ...Object.fromEntries(
      Object.entries(pages).map(([n, page]) => [
        `data/raw_data/model_lists/models_page${n}_07-11-2024.json`,
        page,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(zips).map(([n, bytes]) => [`data/raw_data/model_data/${n}.zip`, bytes]),
    ),
    "data/graphs/large.bin": "not wanted",
    ".gitattributes": "*.json text eol=crlf\n",
  });

describe("downloadArchive", () => {
  it("fetches the pinned commit's files, byte for byte whatever its attributes say, once", async () => {
    const page = `[${JSON.stringify(model("b/one"))},\n ${JSON.stringify(model("a/two"))}]\n`;
    const commit = census(
      { 7: page, 12: "[]" },
      { 0: zip(model("b/one"), model("a/two")), q: zip(model("B/three")), z: zip(model("z/z")) },
    );
    const path = await download(served("census-2024-07-11", commit));
    expect(path).toBe(join(cache, "census-2024-07-11"));
    expect(readdirSync(join(path, "pages"))).toEqual(["page-007.json.gz", "page-012.json.gz"]);
    expect(text(join(path, "pages/page-007.json.gz"))).toBe(page);
    expect(
      text(join(path, "full/model-info.ndjson.gz"))
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([model("B/three"), model("a/two"), model("b/one")]);
    const before = server.requests();
    expect(await download(served("census-2024-07-11", commit))).toBe(path);
    expect(server.requests()).toBe(before);
    expect(readdirSync(cache)).toEqual(["census-2024-07-11"]);
  });

  it("puts the popular models' times right by the hour that European summers lost, to the minute", async () => {
    const times = {
      "2023-03-26T00:59:59.0000Z": "2023-03-26T01:59:59.000Z",
      "2023-03-25T23:59:59.0000Z": "2023-03-25T23:59:59.000Z",
      "2023-10-28T23:59:59.0000Z": "2023-10-29T00:59:59.000Z",
      "2023-10-29T01:00:00.0000Z": "2023-10-29T01:00:00.000Z",
    };
    const commits = Object.keys(times).map((created_at, i) => ({
      commit_id: `c${i}`,
      title: 'Say "hi"',
      message: "",
      authors: ["ann"],
      created_at,
    }));
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const commit = repository("popular-2024-12", {
      "datasets/HF_topmodels.csv": `modelId,size,datasets,datasets_size,downloads,likes,library_name,created_at,commits,files
z/refused,,,,5,6,,,not authorized,['a']
a/one,12.0,,,7,8,generic,2023-01-01T00:00:00.0000Z,${quoted(JSON.stringify(commits))},"['README.md', ""it's.bin""]"
`,
    });
    const path = await download(served("popular-2024-12", commit));
    const history = JSON.parse(text(join(path, "commits.ndjson.gz")));
    expect(history.repo).toBe("a/one");
    expect(history.commits.map(({ date }: { date: string }) => date)).toEqual(Object.values(times));
    expect(history.commits[0]).toMatchObject({ id: "c0", title: 'Say "hi"', authors: [{ user: "ann" }] });
    expect(JSON.parse(text(join(path, "models.ndjson.gz")))).toEqual({
      id: "a/one",
      createdAt: "2023-01-01T00:00:00.000Z",
      downloads: 7,
      likes: 8,
      library_name: "generic",
      sizeBytes: 12,
      datasets: null,
      siblings: [{ rfilename: "README.md" }, { rfilename: "it's.bin" }],
    });
    expect(JSON.parse(readFileSync(join(path, "failures.json"), "utf8"))).toMatchObject([
      { repo: "z/refused" },
    ]);
  });

  it("tells an absent card from an empty one, and a card that holds commas, quotes and lines from both", async () => {
    const infos = (modelId: string) =>
      JSON.stringify({
        modelId,
        sha: "s",
        lastModified: "2022-01-20T12:13:34.000Z",
        tags: ["en", 'a"b'],
        pipeline_tag: null,
        siblings: [{ rfilename: "a,b" }],
        private: false,
        downloads: 1,
        likes: 0,
      });
    const cards = {
      "b/text": '# One, "two"\n\u2028',
      "a/empty": " \n",
      bare: "Error: the path 'README.md' does not exist in the given tree",
    };
    const commit = repository(
      "hf-cards-2022-02",
      Object.fromEntries(
        Object.entries(cards).flatMap(([id, card]) => [
          [`models/${id}/infos.json`, infos(id)],
          [`models/${id}/README.md`, card],
        ]),
      ),
    );
    const path = await download(served("hf-cards-2022-02", commit));
    const out = join(folder, "cards");
    await importArchive({ sources: [path], out, tool: "test" });
    const hub = await Snapshot.open(out);
    expect(await hub.rows("SELECT model_id, text FROM cards")).toEqual([
      { model_id: "b/text", text: cards["b/text"] },
    ]);
    expect(await hub.rows("SELECT id, card_length_chars, tags, file_paths FROM models ORDER BY id")).toEqual([
      { id: "a/empty", card_length_chars: 0, tags: ["en", 'a"b'], file_paths: ["a,b"] },
      { id: "b/text", card_length_chars: cards["b/text"].length, tags: ["en", 'a"b'], file_paths: ["a,b"] },
      { id: "bare", card_length_chars: 0, tags: ["en", 'a"b'], file_paths: ["a,b"] },
    ]);
    hub.close();
  });

  it("derives tables of one file", async () => {
    const commits = "repo_url,commit_hash,model_file_path,serialization_format,message,author,date\n";
    const commit = repository("weight-file-commits", {
      "data/cache/fixed3_repository_evolution_commits_0_5014.csv": `${commits}a/b,c1,a/b\\model.safetensors,safetensors,"Add ""it""",ann,2023-08-04 06:46:32\n`,
    });
    const path = await download(served("weight-file-commits", commit));
    expect(text(path)).toBe(
      `${commits}a/b,c1,a/b/model.safetensors,safetensors,"Add ""it""",ann,2023-08-04 06:46:32\n`,
    );

    const table = "owner,model_name,file_changed,changed_frequency\r\na,b,c.bin,2\r\n";
    const other = repository("weight-file-change-counts", {
      "dataset_folder/model_weight_file_changed.csv": table,
    });
    expect(text(await download(served("weight-file-change-counts", other)))).toBe(table);
  });

  describe("says why and what to do, and leaves nothing half written", () => {
    let source: ArchiveSource;
    beforeEach(() => {
      source = served("census-2024-07-11", census({ 1: "[]" }, { 0: zip(model("a/b")) }));
    });
    const fails = async (
      other: Partial<ArchiveSource>,
      message: RegExp,
      environment?: Record<string, string>,
    ) => {
      await expect(download({ ...source, ...other }, environment)).rejects.toThrow(message);
      expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([]);
    };

    it("where nothing answers", () =>
      fails(
        { address: "http://127.0.0.1:9/none" },
        /census-2024-07-11 could not be downloaded.*cannot be reached.*Run again, or put the archive/,
      ));
    it("where the repository is gone", () => fails({ address: `${server.address}/gone` }, /gone or closed/));
    it("where the commit is another", () =>
      fails({ fetchCommit: "0".repeat(39).concat("1") }, /could not fetch commit 0{39}1/));
    it("where git is not installed", () => fails({}, /git is not installed.*Install git/, { PATH: folder }));
    it("where the commit's files are not what they were", () => {
      const commit = census({ 1: "[]" }, { 0: strToU8("no zip") });
      return fails({ fetchCommit: commit }, /not of the known shape \(invalid zip data\)/);
    });
    it("where the archive was put together from many repositories", () =>
      fails(
        { ...listed("hf-git-histories") },
        /cannot be downloaded: it holds the histories of 64 repositories.*Use a snapshot of your own/,
      ));
    it("where an object was changed on its way or in the store", async () => {
      const store = join(folder, "census-2024-07-11/.git/objects");
      const blob = execFileSync(
        "git",
        [
          "-C",
          dirname(dirname(store)),
          "rev-parse",
          "HEAD:data/raw_data/model_lists/models_page1_07-11-2024.json",
        ],
        { encoding: "utf8" },
      ).trim();
      const file = join(store, blob.slice(0, 2), blob.slice(2));
      chmodSync(file, 0o644);
      const bytes = readFileSync(file);
      bytes[bytes.length - 3]! ^= 0xff;
      writeFileSync(file, bytes);
      await fails({}, /could not be downloaded/);
    });
  });
});

describe("findArchive", () => {
  afterEach(() => {
    delete process.env.HUB_EVOLUTION_ARCHIVES;
    delete process.env.HUB_EVOLUTION_CACHE;
  });

  it("takes the archive beside the project, and the cache's only where that is absent", async () => {
    process.env.HUB_EVOLUTION_ARCHIVES = join(folder, "beside");
    process.env.HUB_EVOLUTION_CACHE = cache;
    const source = listed("hf-creation-times-2022-10");
    mkdirSync(join(cache, source.name), { recursive: true });
    expect(await findArchive(source)).toBe(join(cache, source.name));
    mkdirSync(join(folder, "beside", source.folder), { recursive: true });
    expect(await findArchive(source)).toBe(join(folder, "beside", source.folder));
  });
});

describe.skipIf(!sharedData)("downloadArchive against the archive beside the project", () => {
  it("gives the pages and full answers of the census as they are there", async () => {
    const beside = join(sharedData!, "census-2024-07-11");
    const page = gunzipSync(readFileSync(join(beside, "pages/page-760.json.gz")));
    const answers = text(join(beside, "full/model-info.ndjson.gz"));
    const lines = answers.trimEnd().split("\n");
    const of = (first: RegExp) => lines.map((line) => JSON.parse(line)).filter(({ id }) => first.test(id));
    const commit = census({ 760: page }, { 0: zip(...of(/^[0-9]/).reverse()), q: zip(...of(/^[^0-9]/)) });
    const path = await download(served("census-2024-07-11", commit));
    expect(text(join(path, "pages/page-760.json.gz"))).toBe(page.toString("utf8"));
    expect(text(join(path, "full/model-info.ndjson.gz"))).toBe(answers);
  }, 120_000);
});
