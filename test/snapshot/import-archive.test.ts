import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importArchive } from "../../src/snapshot/import/import-archive.js";
import { describeImport } from "../../src/snapshot/import/import-summary.js";
import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import { verifySnapshot } from "../../src/snapshot/verify-snapshot.js";
import { sharedData } from "../support/shared-data.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer) => {
  const path = join(folder, "archive", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};
const page = (...rows: object[]) => gzipSync(JSON.stringify(rows));
const lines = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
const model = (id: string, more: object = {}) => ({
  _id: createHash("sha1").update(id).digest("hex").slice(0, 24),
  id,
  modelId: id,
  likes: 3,
  downloads: 10,
  private: false,
  tags: [
    "transformers",
    "pytorch",
    "en",
    "jax",
    "dataset:imdb",
    "arxiv:1234.5678",
    "license:mit",
    "region:us",
  ],
  pipeline_tag: "text-classification",
  library_name: "transformers",
  createdAt: "2023-05-01T10:00:00.000Z",
  ...more,
});
const run = (...sources: string[]) =>
  importArchive({
    sources: sources.length ? sources : [join(folder, "archive")],
    out: join(folder, "out"),
    tool: "hub-evolution test",
  });
const opened = async <T>(use: (hub: Snapshot) => Promise<T>): Promise<T> => {
  const hub = await Snapshot.open(join(folder, "out"));
  try {
    return await use(hub);
  } finally {
    hub.close();
  }
};
const modelRows = () => opened((hub) => hub.rows("SELECT * FROM models ORDER BY id"));

describe("importArchive: the model list", () => {
  it("reads a page into every column that it can fill, and leaves the rest null", async () => {
    put("pages/page-1.json.gz", page(model("acme/one")));
    const summary = await run();
    expect(summary).toMatchObject({
      rowsRead: { "list-page": 1 },
      distinctModels: 1,
      tables: { models: 1, failures: 0 },
    });
    expect(summary.nulls).toMatchObject({ id: 0, likes: 0, sha: 1, co2_grams: 1 });
    expect(await modelRows()).toEqual([
      {
        id: "acme/one",
        owner: "acme",
        name: "one",
        created_at: new Date("2023-05-01T10:00:00Z"),
        created_at_is_floor: false,
        last_modified_at: null,
        likes: 3,
        downloads_30d: 10,
        downloads_all_time: null,
        library: "transformers",
        pipeline_tag: "text-classification",
        domain: "natural language processing",
        licence: "mit",
        tags: model("").tags,
        datasets: ["imdb"],
        languages: ["en"],
        base_models: [],
        arxiv_ids: ["1234.5678"],
        gated: null,
        private: false,
        disabled: null,
        sha: null,
        file_count: null,
        file_paths: null,
        size_bytes: null,
        parameter_count: null,
        co2_grams: null,
        card_length_chars: null,
        former_ids: null,
        deleted_seen_at: null,
        stratum: null,
        inclusion_weight: null,
      },
    ]);
    expect((await verifySnapshot(join(folder, "out"))).ok).toBe(true);
  });

  it("keeps the raw answers byte for byte", async () => {
    const original = readFileSync(put("pages/page-1.json.gz", page(model("acme/one"))));
    await run();
    expect(readFileSync(join(folder, "out/raw/archive/pages/page-1.json.gz")).equals(original)).toBe(true);
  });

  it("drops repeats of a moving list: the last page read wins, page 10 coming after page 9", async () => {
    put("page-9.json", JSON.stringify([model("acme/one", { likes: 9 }), model("acme/two")]));
    put("page-10.json", JSON.stringify([model("acme/one", { likes: 10 })]));
    const summary = await run();
    expect([summary.repeats.dropped, summary.distinctModels]).toEqual([1, 2]);
    expect((await modelRows()).map(({ likes }) => likes)).toEqual([10, 3]);
  });

  it("takes a name that two repositories had for the one made later", async () => {
    put(
      "page-1.json",
      JSON.stringify([model("acme/one", { _id: "b", likes: 2, createdAt: "2024-01-01T00:00:00.000Z" })]),
    );
    put("page-2.json", JSON.stringify([model("acme/one", { _id: "a", likes: 1 })]));
    await run();
    expect((await modelRows()).map(({ likes }) => likes)).toEqual([2]);
  });

  it("tells unknown from none: no tags at all, no tag of a kind, an empty value", async () => {
    put(
      "page-1.json",
      JSON.stringify([
        { id: "acme/bare", _id: "1" },
        { id: "plain", _id: "2", tags: [], pipeline_tag: "", library_name: "", likes: 0 },
        {
          id: "acme/odd",
          _id: "3",
          pipeline_tag: "never-heard-of",
          tags: ["dataset:", "base_model:a/b", "base_model:finetune:a/b"],
        },
      ]),
    );
    await run();
    expect(
      await opened((hub) =>
        hub.rows("SELECT id, owner, datasets, likes, domain, library, base_models FROM models ORDER BY id"),
      ),
    ).toEqual([
      {
        id: "acme/bare",
        owner: "acme",
        datasets: null,
        likes: null,
        domain: null,
        library: null,
        base_models: null,
      },
      {
        id: "acme/odd",
        owner: "acme",
        datasets: [],
        likes: null,
        domain: "other",
        library: null,
        base_models: ["a/b"],
      },
      { id: "plain", owner: null, datasets: [], likes: 0, domain: null, library: null, base_models: [] },
    ]);
  });

  it("reads an offset in a time as the offset that it is", async () => {
    put("page-1.json", JSON.stringify([model("acme/one", { createdAt: "2023-05-01T10:00:00+08:00" })]));
    await run();
    expect((await modelRows())[0]!.created_at).toEqual(new Date("2023-05-01T02:00:00Z"));
  });
});

describe("importArchive: merging", () => {
  const info = {
    ...model("acme/one", { likes: 1 }),
    lastModified: "2023-06-01T00:00:00.000Z",
    sha: "abc",
    gated: "manual",
    disabled: false,
    siblings: [{ rfilename: "README.md" }, { rfilename: "model.safetensors" }],
    safetensors: { total: 7_000_000_000 },
    cardData: { co2_eq_emissions: { emissions: 12.5 } },
  };

  it("fills what the list lacks from the full answers, keeps what both know, and counts where they disagree", async () => {
    put("pages/page-1.json.gz", page(model("acme/one"), model("acme/two")));
    put("full/model-info.ndjson", lines(info));
    const summary = await run();
    expect(summary.merged).toMatchObject({ models: 1, disagreements: { likes: 1 } });
    expect((await modelRows())[0]).toMatchObject({
      likes: 3,
      sha: "abc",
      gated: true,
      disabled: false,
      file_count: 2,
      file_paths: ["README.md", "model.safetensors"],
      size_bytes: null,
      parameter_count: 7_000_000_000,
      co2_grams: 12.5,
    });
  });

  it("repairs creation times at the Hub's floor, and no others", async () => {
    put(
      "list/page-1.json",
      JSON.stringify([model("old/one", { createdAt: "2022-03-02T23:29:04.000Z" }), model("new/one")]),
    );
    put(
      "times/creation_times.csv",
      "id,created_at\nold/one,2019-01-02T03:04:05Z\nnew/one,2020-01-01T00:00:00Z\n",
    );
    const summary = await run(join(folder, "archive/list"), join(folder, "archive/times"));
    expect(summary.floorsRepaired).toBe(1);
    expect(
      (await modelRows()).map(({ id, created_at, created_at_is_floor }) => [
        id,
        created_at,
        created_at_is_floor,
      ]),
    ).toEqual([
      ["new/one", new Date("2023-05-01T10:00:00Z"), false],
      ["old/one", new Date("2019-01-02T03:04:05Z"), false],
    ]);
  });
});

describe("importArchive: commits and cards", () => {
  const commit = (id: string, date: string, user: string | null, title = "Update README.md") => ({
    id,
    title,
    message: "",
    authors: user === null ? [] : [{ user }],
    date,
  });

  it("numbers commits from the first, and tells bots, people and unknown authors apart", async () => {
    put(
      "commits.ndjson",
      lines({
        repo: "acme/one",
        commits: [
          commit("c3", "2023-01-03T00:00:00.000Z", "SFconvertbot"),
          commit("c2", "2023-01-02T00:00:00.000Z", null),
          commit("c1", "2023-01-01T00:00:00.000Z", "ann"),
        ],
      }),
    );
    await run();
    expect(
      await opened((hub) =>
        hub.rows("SELECT oid, position, position_from_end, is_bot FROM commits ORDER BY position"),
      ),
    ).toEqual([
      { oid: "c1", position: 1, position_from_end: 3, is_bot: false },
      { oid: "c2", position: 2, position_from_end: 2, is_bot: null },
      { oid: "c3", position: 3, position_from_end: 1, is_bot: true },
    ]);
    expect((await modelRows()).map(({ id, name, likes }) => [id, name, likes])).toEqual([
      ["acme/one", "one", null],
    ]);
  });

  it("makes a failures row of a commit without a time, and of a model that the source could not get", async () => {
    put("commits.ndjson", lines({ repo: "acme/one", commits: [commit("c1", "yesterday", "ann")] }));
    put("failures.json", JSON.stringify([{ repo: "acme/gone", reason: "deleted at the source" }]));
    await run();
    expect(
      await opened((hub) =>
        hub.rows("SELECT model_id, wanted, reason, detail FROM failures ORDER BY model_id"),
      ),
    ).toEqual([
      { model_id: "acme/gone", wanted: "info", reason: "other", detail: "deleted at the source" },
      {
        model_id: "acme/one",
        wanted: "commits",
        reason: "malformed",
        detail: "commit c1 has no time: yesterday",
      },
    ]);
  });

  it("reads git mirrors: the Hub's commits with their files, the mirror owner's left out and counted", async () => {
    put(
      "mirror-commits.csv",
      [
        "github_repo,hf_model_id,commit,parents,author,committer,author_date,commit_date,is_hf,n_files,message",
        'me/copy,acme/one,d3,d2,me,me,2023-01-03T00:00:00Z,2023-01-03T00:00:00Z,0,1,"mine"',
        'me/copy,acme/one,d2,d1,ann,GitHub,2023-01-02T02:00:00+02:00,2023-01-02T02:00:00+02:00,1,1,"Fix, the ""config""\n\nIt was broken."',
        "me/copy,acme/one,d1,,ann,ann,2023-01-01T00:00:00Z,2023-01-01T00:00:00Z,1,2,initial commit",
      ].join("\n"),
    );
    put(
      "mirror-files.csv",
      "commit,status,path,old_blob,new_blob,new_blob_bytes,lfs_sha256,lfs_bytes\nd1,A,README.md,,a,1,,\nd1,A,pytorch_model.bin,,b,1,c,2\nd2,M,config.json,a,b,1,,\nd3,D,x,,,,,\n",
    );
    const summary = await run();
    expect(summary.excluded).toEqual({
      "commits that the mirror's owner added": 1,
      "file changes of those commits": 1,
    });
    expect(
      await opened((hub) =>
        hub.rows("SELECT oid, committed_at, title, message, position FROM commits ORDER BY position"),
      ),
    ).toEqual([
      {
        oid: "d1",
        committed_at: new Date("2023-01-01T00:00:00Z"),
        title: "initial commit",
        message: "",
        position: 1,
      },
      {
        oid: "d2",
        committed_at: new Date("2023-01-02T00:00:00Z"),
        title: 'Fix, the "config"',
        message: "It was broken.",
        position: 2,
      },
    ]);
    expect(
      await opened((hub) => hub.rows("SELECT oid, path, change, file_role FROM commit_files ORDER BY ALL")),
    ).toEqual([
      { oid: "d1", path: "README.md", change: "added", file_role: "card" },
      { oid: "d1", path: "pytorch_model.bin", change: "added", file_role: "weights" },
      { oid: "d2", path: "config.json", change: "modified", file_role: "config" },
    ]);
  });

  it("reads how often files changed, where no commits are listed and the file is named itself", async () => {
    put(
      "change-counts.csv",
      "owner,model_name,file_changed,changed_frequency\nacme,one,model.safetensors,3\nacme,one,model.safetensors,2\nacme,two,unet/model.bin,2\nacme,two,x.pt,\n",
    );
    await expect(run()).rejects.toThrow(/Nothing here can be imported/);
    const summary = await run(join(folder, "archive", "change-counts.csv"));
    expect(summary.excluded).toEqual({ "counts of file changes that are repeated or no numbers": 2 });
    expect(summary.failures).toEqual({ truncated: 2 });
    expect(
      await opened((hub) =>
        hub.rows("SELECT model_id, path, file_role, changes FROM file_changes ORDER BY ALL"),
      ),
    ).toEqual([
      { model_id: "acme/one", path: "model.safetensors", file_role: "weights", changes: 3 },
      { model_id: "acme/two", path: "unet/model.bin", file_role: "weights", changes: 2 },
    ]);
    expect(await opened((hub) => hub.rows("SELECT id FROM models ORDER BY id"))).toEqual([
      { id: "acme/one" },
      { id: "acme/two" },
    ]);
  });

  it("reads cards, splits off their front matter, and records heads that are not YAML", async () => {
    put(
      "cards.jsonl",
      lines(
        { id: "acme/one", card: "---\nlicense: mit\nco2_eq_emissions: 3.5\n---\n# One" },
        { id: "acme/two", card: "---\na: [\n---\n# Two" },
        { id: "acme/three", card: "" },
        { id: "acme/u2028", card: "one\u2028line" },
      ),
    );
    await run();
    expect(await opened((hub) => hub.rows("SELECT * FROM cards ORDER BY model_id"))).toEqual([
      {
        model_id: "acme/one",
        text: "# One",
        front_matter_json: '{"license":"mit","co2_eq_emissions":3.5}',
        length_chars: 5,
      },
      { model_id: "acme/three", text: "", front_matter_json: null, length_chars: 0 },
      { model_id: "acme/two", text: "# Two", front_matter_json: null, length_chars: 5 },
      { model_id: "acme/u2028", text: "one\u2028line", front_matter_json: null, length_chars: 8 },
    ]);
    expect(
      (await modelRows()).map(({ card_length_chars, co2_grams }) => [card_length_chars, co2_grams]),
    ).toEqual([
      [5, 3.5],
      [0, null],
      [5, null],
      [8, null],
    ]);
    expect(
      await opened((hub) => hub.value("SELECT count(*) FROM failures WHERE model_id = 'acme/two'")),
    ).toBe(1);
  });
});

describe("importArchive: bad input", () => {
  const good = page(...Array.from({ length: 200 }, (_, i) => model(`acme/m${i}`)));

  it.each<[string, () => void, RegExp]>([
    [
      "a truncated gzip",
      () => put("page-2.json.gz", good.subarray(0, good.length - 40)),
      /truncated.*page-2\.json\.gz/,
    ],
    [
      "a page that is an object",
      () => put("page-2.json", '{"error": "Too many requests"}'),
      /must be a JSON list.*page-2\.json/,
    ],
    ["a page that is HTML", () => put("page-2.json", "<html>"), /Not JSON.*page-2\.json/],
    ["a page cut short", () => put("page-2.json", '[{"id": "a/b"}, {"id'), /Not JSON.*page-2\.json/],
    ["something that is no gzip", () => put("page-2.json.gz", "[]"), /Not a gzip file.*page-2\.json\.gz/],
    ["a broken line", () => put("info.ndjson", '{"id": "a/b"}\n{"id": '), /Not JSON in line 2.*info\.ndjson/],
    ["lines of another shape", () => put("info.ndjson", '{"city": "Paris"}'), /no known shape.*info\.ndjson/],
  ])("names the file and keeps nothing: %s", async (_, spoil, message) => {
    put("page-1.json.gz", good);
    spoil();
    await expect(run()).rejects.toThrow(message);
    expect(readdirSync(folder)).toEqual(["archive"]);
  });

  it("says what it expected of a folder with nothing to import", async () => {
    put("notes.txt", "hello");
    await expect(run()).rejects.toThrow(/Nothing here can be imported.*Expected Hub list pages/);
    await expect(run(join(folder, "missing"))).rejects.toThrow(/No such source.*missing/);
  });

  it("imports the raw answers of a snapshot again, but not the snapshot itself", async () => {
    put("page-1.json.gz", good);
    await run();
    await expect(run(join(folder, "out"))).rejects.toThrow(/snapshot already.*raw\//);
    const again = await importArchive({
      sources: [join(folder, "out/raw")],
      out: join(folder, "again"),
      tool: "test",
    });
    expect(again.distinctModels).toBe(200);
  });

  it("counts where two sources disagree about a model, and keeps the value of the first named", async () => {
    put("a/page-1.json", JSON.stringify([model("acme/one", { likes: 1 })]));
    put(
      "b/page-1.json",
      JSON.stringify([model("acme/one", { likes: 2, createdAt: "2023-05-02T10:00:00.000Z" })]),
    );
    const { merged } = await run(join(folder, "archive/a"), join(folder, "archive/b"));
    expect(merged).toMatchObject({ models: 1, disagreements: { likes: 1, created_at: 1 } });
    expect((await modelRows()).map(({ likes }) => likes)).toEqual([1]);
  });

  it("names the files that it could not use, hidden ones left out", async () => {
    put("pages/page-1.json.gz", page(model("acme/one")));
    put("notes.csv", "a,b\n1,2\n");
    put("pages/.cache.json.gz", page(model("acme/hidden")));
    const summary = await run();
    expect(summary.ignoredFiles).toEqual(["notes.csv"]);
    expect(summary.distinctModels).toBe(1);
    expect(describeImport(summary)).toContain("ignored files   notes.csv");
    expect(describeImport({ ...summary, ignoredFiles: [] })).not.toContain("ignored");
  });

  it("refuses to overwrite", async () => {
    put("page-1.json.gz", good);
    await run();
    await expect(run()).rejects.toThrow(/output exists already/);
  });

  it("makes failures rows of a model without an id and of a date that is none", async () => {
    put("page-1.json", JSON.stringify([{ likes: 1 }, model("acme/one", { createdAt: "soon" })]));
    expect((await run()).failures).toEqual({ malformed: 2 });
    expect(
      await opened((hub) => hub.rows("SELECT model_id, wanted, detail FROM failures ORDER BY wanted")),
    ).toEqual([
      { model_id: "acme/one", wanted: "info", detail: "createdAt is not a time: soon" },
      { model_id: null, wanted: "page", detail: "1 rows without an id in page-1.json" },
    ]);
    expect((await modelRows()).map(({ id, created_at }) => [id, created_at])).toEqual([["acme/one", null]]);
  });
});

describe.skipIf(!sharedData)("importArchive on the archives", () => {
  const archive = (name: string) => join(sharedData!, name);

  it("imports the census: counts agree with the pages read one by one", async () => {
    const summary = await run(archive("census-2024-07-11"));
    expect(summary).toMatchObject({
      rowsRead: { "list-page": 760_000, "model-info": 8_650 },
      distinctModels: 760_000,
      repeats: { dropped: 0 },
    });
    let likes = 0;
    let floor = 0;
    let licensed = 0;
    const pages = archive("census-2024-07-11/pages");
    for (const name of readdirSync(pages)) {
      const rows = JSON.parse(gunzipSync(readFileSync(join(pages, name))).toString()) as ReturnType<
        typeof model
      >[];
      for (const row of rows) {
        likes += row.likes;
        if (/^2022-03-02T23:29:0[45]/.test(row.createdAt)) floor++;
        if (row.tags.some((tag) => tag.startsWith("license:"))) licensed++;
      }
    }
    expect(
      await opened((hub) =>
        hub.rows(
          "SELECT sum(likes) AS likes, count_if(created_at_is_floor) AS floor, count(licence) AS licensed FROM models",
        ),
      ),
    ).toEqual([{ likes, floor, licensed }]);
    expect(floor).toBe(29_990);
  }, 180_000);

  it.each([
    ["popular-2024-12", { commits: 8_042, models: 363, failures: 4 }],
    ["hf-git-histories", { commits: 1_067, models: 64, commit_files: 1_776, failures: 1 }],
    ["hf-cards-2022-02", { cards: 16_241, models: 29_432 }],
    ["hf-creation-times-2022-10", { models: 74_970 }],
    ["hf-git-histories/s2e-weight-file-commits.csv.gz", { commits: 4_737, models: 1_031 }],
    ["hf-git-histories/sail-weight-file-change-counts.csv.gz", { file_changes: 30_784, models: 16_271 }],
  ])("imports %s with the row counts that its notes state", async (name, tables) => {
    expect((await run(archive(name))).tables).toMatchObject(tables);
  });
});
