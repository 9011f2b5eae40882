import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyCommit, classifyCommits } from "../../src/classify/classify-commit.js";
import { commitActivities, commitKinds } from "../../src/classify/commit-kind.js";
import { CommitModel, commitModelPath, type StoredCommitModel } from "../../src/classify/commit-model.js";

/** Rulings that the codebook states in so many words. */
const codebook: [title: string, kinds: string[], activity: string][] = [
  ["initial commit", ["none"], "create"],
  ["Update config.json", ["perfective"], "config"],
  ["Fix config.json", ["corrective"], "config"],
  ["Update config.json for transformers 4.40", ["adaptive"], "config"],
  ["Adding `safetensors` variant of this model (#1)", ["adaptive"], "format"],
  ["Training in progress, step 500", ["perfective"], "weights"],
  ["Upload model", ["perfective"], "weights"],
  ["Upload pytorch_model.bin", ["perfective"], "weights"],
  ["Upload folder using huggingface_hub", ["perfective"], "unclear"],
  ["update", ["perfective"], "unclear"],
  ["Merge branch 'main' into dev", ["none"], "housekeeping"],
];

describe("classifyCommit", () => {
  it.each(codebook)("reads %j as the codebook does", (title, kinds, activity) => {
    const result = classifyCommit({ title, message: "" });
    expect(result.kinds).toEqual(kinds);
    expect(result.activity).toBe(activity);
  });

  it("gives two kinds where the text names two, the repair first", () =>
    expect(classifyCommit({ title: "Fix typo and add ONNX weights" }).kinds).toEqual([
      "corrective",
      "adaptive",
    ]));

  it("takes a bot's conversion for adaptive by its trailer alone", () => {
    const message = "\n\nCo-authored-by: Safetensors convertbot <SFconvertbot@users.noreply.example>\n";
    const plain = classifyCommit({ title: "Adding variant (#2)" }).scores.adaptive;
    expect(classifyCommit({ title: "Adding variant (#2)", message }).scores.adaptive).toBeGreaterThanOrEqual(
      plain,
    );
  });

  it("lets the touched files tell what the text does not", () => {
    expect(classifyCommit({ title: "update", files: ["README.md"] }).activity).toBe("card");
    expect(classifyCommit({ title: "update", files: ["config.json"] }).activity).toBe("config");
    expect(classifyCommit({ title: "update", files: ["pytorch_model.bin"] }).activity).toBe("weights");
  });

  it("says why in words of the message", () => {
    const { because } = classifyCommit({ title: "Fix broken link in README" });
    expect(because[0]).toMatch(/^corrective: .*fix/);
    expect(because.some((reason) => reason.startsWith("card:") && /readme|link/.test(reason))).toBe(true);
  });

  it("answers for every input with a full and finite result", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 600 }),
        fc.string({ unit: "binary", maxLength: 600 }),
        fc.option(fc.double()),
        fc.option(fc.array(fc.string({ unit: "binary" }), { maxLength: 5 })),
        (title, message, position, files) => {
          const { kinds, activity, scores } = classifyCommit({ title, message, position, files });
          expect(kinds.length).toBeGreaterThan(0);
          expect(new Set(kinds).size).toBe(kinds.length);
          if (kinds.includes("none")) expect(kinds).toEqual(["none"]);
          expect(commitActivities).toContain(activity);
          for (const value of Object.values(scores)) expect(value >= 0 && value <= 1).toBe(true);
          expect(commitActivities.reduce((sum, name) => sum + scores[name], 0)).toBeCloseTo(1, 9);
        },
      ),
    ));

  it.each([
    ["an empty message", ""],
    ["spaces", "   \t "],
    ["emoji alone", "🎉🚀✨"],
    ["control characters", "\u0000\u0001\u0007\u001b"],
    ["punctuation", "... !!!"],
  ])("calls %s none and unclear, by rule", (_, title) =>
    expect(classifyCommit({ title, message: "" })).toMatchObject({ kinds: ["none"], activity: "unclear" }),
  );

  it("reads Chinese", () => {
    expect(classifyCommit({ title: "修复错误" }).kinds).toEqual(["corrective"]);
    expect(classifyCommit({ title: "更新说明文档" })).toMatchObject({
      kinds: ["perfective"],
      activity: "card",
    });
  });

  it("reads no more of a huge message than its cap, so that megabytes cost what kilobytes do", () => {
    const million = 1_000_000;
    for (const title of [
      "fix ".repeat(million),
      "x".repeat(million),
      "\u0000".repeat(million),
      "(#1".repeat(million),
    ]) {
      const whole = classifyCommit({ title, message: title });
      expect(whole).toEqual(
        classifyCommit({ title: title.slice(0, 20_000), message: title.slice(0, 20_000) }),
      );
    }
    expect(classifyCommit({ title: "fix ".repeat(million) }).kinds).toContain("corrective");
  });

  it("takes the first line of a whole message for its title, wherever it comes", () => {
    const apart = classifyCommit({ title: "Fix config.json", message: "the value was wrong" });
    expect(classifyCommit({ title: "Fix config.json\nthe value was wrong" }).kinds).toEqual(apart.kinds);
    expect(classifyCommit({ title: "", message: "Fix config.json\nthe value was wrong" }).kinds).toEqual(
      apart.kinds,
    );
  });

  it("does not see position where it is no position", () => {
    const known = classifyCommit({ title: "Add files" });
    for (const position of [null, Number.NaN, -1, 0])
      expect(classifyCommit({ title: "Add files", position })).toEqual(known);
  });
});

describe("classifyCommits", () => {
  it("answers as classifyCommit does, in order, and skips the reasons when not asked", () => {
    const commits = codebook.map(([title]) => ({ title }));
    expect(classifyCommits(commits)).toEqual(commits.map((commit) => classifyCommit(commit)));
    const quick = classifyCommits(commits, { explain: false });
    expect(quick.map(({ kinds }) => kinds)).toEqual(codebook.map(([, kinds]) => kinds));
    expect(quick.every(({ because }) => because.length === 0)).toBe(true);
    expect(classifyCommits([])).toEqual([]);
  });
});

describe("CommitModel", () => {
  const stored = JSON.parse(readFileSync(commitModelPath, "utf8")) as StoredCommitModel;

  it("ships small and complete", () => {
    expect(JSON.stringify(stored).length).toBeLessThan(1_000_000);
    expect(stored.outputs).toEqual([...commitKinds, ...commitActivities]);
    expect(new CommitModel(stored).size).toBeGreaterThan(1000);
  });

  it("refuses a file of another version or cut short", () => {
    expect(() => new CommitModel({ ...stored, version: 2 })).toThrow(/version 2/);
    expect(() => new CommitModel({ ...stored, weights: stored.weights.slice(0, 4000) })).toThrow(/cut/);
    expect(() => new CommitModel({ ...stored, outputs: ["x"] })).toThrow(/train/);
  });
});
