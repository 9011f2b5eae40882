import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { trainAndPredict } from "../../../src/classify/train/evaluate.js";
import { foldsByModel, softwareTraining } from "../../../src/classify/train/hub-training.js";
import {
  hubCommits,
  messageSha,
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

describe.skipIf(!sharedData)("labelled commits", () => {
  const folder = join(sharedData ?? "", "commit-labels");
  const software = softwareCommits(folder);
  const hub = hubCommits(folder);

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
