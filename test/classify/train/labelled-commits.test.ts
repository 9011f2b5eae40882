import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trainAndPredict } from "../../../src/classify/train/evaluate.js";
import { foldsByModel, softwareTraining } from "../../../src/classify/train/hub-training.js";
import {
  type HubCommit,
  hubCommits,
  messageSha,
  type SoftwareCommit,
  softwareCommits,
  textOfMessage,
} from "../../../src/classify/train/labelled-commits.js";
import { sharedData } from "../../support/shared-data.js";

describe("messageSha", () => {
  it("sees only letters and digits, without the patch mark and the git-svn line", () => {
    expect(messageSha("[PATCH 2/3] Fix the Bug!\n\ngit-svn-id: https://x@1 2")).toBe(
      messageSha("fix the bug"),
    );
    // sha1 of "fixthebug": printf fixthebug | sha1sum
    expect(messageSha("fix the bug")).toBe("819f06558d0e3fce050da90c13570839fa8ef2ae");
    expect(messageSha("修复 !")).toBeNull();
  });
});

describe("textOfMessage", () => {
  it("finds the title where the source cut the line ends", () => {
    expect(textOfMessage("fix leak    the buffer was never freed")).toEqual({
      title: "fix leak",
      message: "\nthe buffer was never freed",
    });
    expect(textOfMessage("one line")).toEqual({ title: "one line", message: "" });
  });
});

describe("labelled commits of invented files", () => {
  let folder: string;
  const write = (name: string, ...lines: string[]) =>
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  beforeAll(() => {
    const root = mkdtempSync(join(tmpdir(), "hub-evolution-labels-"));
    folder = join(root, "commit-labels");
    mkdirSync(folder);
    mkdirSync(join(root, "popular-2024-12"));
    const head = "id,message,corrective,perfective,adaptive";
    for (const source of [
      "levin-yehudai-1151",
      "ghadhab-1793",
      "amit-feitelson-random-batch-18-nov-2020",
      "amit-feitelson-commits-updated5",
      "amit-feitelson-stas-labeling2",
      "maes95-linux",
    ])
      write(`${source}.csv`, head);
    write("sarwar.csv", head, "s1,Mend it,1,0,0", "s2,Port it,0,0,1", "s3,No label,0,0,0");
    write("sarwar.extra.csv", "raw", "test", "train", "train");
    write("gesteves-fasttext.csv", head, "g1,Polish it,0,1,0", "g2,修复,1,1,0");
    write("gesteves-fasttext.extra.csv", "raw", "nonfunctional", "functional");
    write(
      "hub-commits-dev.csv",
      "model_id,oid,title,message,stratum,kinds,activity,annotator_a_kinds,annotator_a_activity,annotator_b_kinds,annotator_b_activity",
      "a/b,1f,Fix card,,prevalence,CP,card,C,card,P,config",
      "a/c,2f,initial commit,,rare,N,create,N,create,N,create",
    );
    // Newest first, as the Hub lists commits.
    writeFileSync(
      join(root, "popular-2024-12/commits.ndjson.gz"),
      gzipSync(`${JSON.stringify({ commits: [{ id: "1f" }, { id: "0f" }, { id: "00" }] })}\n\n`),
    );
  });
  afterAll(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

  it("leave out rows without a label and classes that are a guess, and keep a source's own split", () => {
    const commits = softwareCommits(folder);
    expect(commits.map(({ source, id, split, kinds }) => [source, id, split, ...kinds])).toEqual([
      ["sarwar", "s1", "test", "corrective"],
      ["sarwar", "s2", "train", "adaptive"],
      ["gesteves-fasttext", "g2", null, "corrective", "perfective"],
    ]);
    // What has no sha of its own is a copy of nothing.
    expect(commits.map(({ sha }) => sha)).toEqual([
      messageSha("mend it"),
      messageSha("port it"),
      "gesteves-fasttext-1",
    ]);
    expect(commits[0]!.text).toEqual({ title: "Mend it", message: "" });
  });

  it("have the codes of both annotators, and the position from the first commit where the lists know it", () => {
    const [card, first] = hubCommits(folder);
    expect(card).toEqual({
      modelId: "a/b",
      oid: "1f",
      sha: messageSha("fix card"),
      stratum: "prevalence",
      text: { title: "Fix card", message: "", position: 3 },
      kinds: new Set(["corrective", "perfective"]),
      activity: "card",
      annotators: [
        { kinds: new Set(["corrective"]), activity: "card" },
        { kinds: new Set(["perfective"]), activity: "config" },
      ],
    });
    expect(first).toMatchObject({ stratum: "distinct", text: { position: null }, kinds: new Set(["none"]) });
    rmSync(join(folder, "../popular-2024-12"), { recursive: true });
    expect(hubCommits(folder)[0]!.text.position).toBeNull();
  });
});

describe.skipIf(!sharedData)("labelled commits", () => {
  const folder = join(sharedData ?? "", "commit-labels");
  // A skipped suite's body runs all the same: nothing may be read there.
  let software: SoftwareCommit[];
  let hub: HubCommit[];
  beforeAll(() => {
    software = softwareCommits(folder);
    hub = hubCommits(folder);
  });

  it("are all read, under the sha that the overlap table gives them", () => {
    expect(hub).toHaveLength(362);
    const rows = gunzipSync(readFileSync(join(folder, "messages_sha.csv.gz")))
      .toString("utf8")
      .split("\n");
    const known = new Map(
      rows.slice(1).flatMap((row) => {
        const [sha, , , , source, id] = row.split(",");
        return sha && source ? [[`${source} ${id}`, sha] as const] : [];
      }),
    );
    const compared = software.filter(({ source, id }) => known.has(`${source} ${id}`));
    expect(compared.length).toBeGreaterThan(10_000);
    const different = compared.filter(({ source, id, sha }) => known.get(`${source} ${id}`) !== sha);
    // Messages with nothing left have no sha of their own and keep their id.
    expect(different.filter(({ sha }) => /^[0-9a-f]{40}$/.test(sha))).toEqual([]);
  });

  it("are never in training and test: folds keep models whole, and no message is shared with the software texts", () => {
    const folds = foldsByModel(hub, 10, 1);
    for (const { modelId } of hub)
      expect(new Set(hub.flatMap((commit, i) => (commit.modelId === modelId ? [folds[i]!] : []))).size).toBe(
        1,
      );
    const hubTitles = new Set(hub.map(({ text }) => messageSha(text.title)));
    const shared = software.filter(({ text, sha }) => hubTitles.has(sha) && text.message === "");
    expect(shared.map(({ text }) => text.title.length).every((length) => length < 20)).toBe(true);
  });

  it("refuses to test on a message it learns from", () => {
    const sarwar = software.filter(({ source }) => source === "sarwar");
    expect(() => trainAndPredict(software, sarwar)).toThrow(/training and test/);
  });

  it("gives the software texts one row a message", () => {
    const rows = softwareTraining(software);
    expect(rows).toHaveLength(new Set(software.map(({ sha }) => sha)).size);
  });
});
