import { describe, expect, it } from "vitest";
import { commitActivities, commitKinds } from "../../../src/classify/commit-kind.js";
import {
  calibration,
  foldsByModel,
  groupBySha,
  hubTraining,
  idiomTraining,
  outOfFoldDecisions,
  softwareTraining,
  sourceWeights,
} from "../../../src/classify/train/hub-training.js";
import {
  type HubCommit,
  messageSha,
  type SoftwareCommit,
} from "../../../src/classify/train/labelled-commits.js";
import { defaultTraining, type TrainingCommit } from "../../../src/classify/train/train-commit-model.js";

const commit = (modelId: string, title: string, kind: "corrective" | "perfective"): HubCommit => ({
  modelId,
  oid: `${modelId}/${title}`,
  sha: messageSha(title)!,
  stratum: "prevalence",
  text: { title, message: "", position: 4 },
  kinds: new Set([kind]),
  activity: kind === "corrective" ? "code" : "card",
  annotators: [],
});
const softwareCommit = (message: string, corrective: boolean): SoftwareCommit => ({
  source: "a",
  id: "1",
  sha: messageSha(message)!,
  text: { title: message, message: "" },
  kinds: new Set([corrective ? "corrective" : "adaptive"]),
  split: null,
});
const at = commitKinds.indexOf("corrective");

describe("hubTraining", () => {
  it("teaches each commit with its position and without, the two as one", () => {
    const rows = hubTraining([commit("a/b", "repair", "corrective")]);
    expect(rows.map(({ text }) => text.position)).toEqual([4, null]);
    expect(rows.reduce((sum, { weight }) => sum + weight, 0)).toBe(1);
    expect(rows.every(({ domain, activity }) => domain === "hub" && activity === "code")).toBe(true);
  });
});

describe("softwareTraining", () => {
  it("teaches the corrective output alone, with the share of copies that say so, a message once", () => {
    const [twice, once] = softwareTraining([
      softwareCommit("mend it", true),
      softwareCommit("Mend it!", false),
      softwareCommit("port it", false),
    ]);
    expect(twice!.shares![at]).toBe(0.5);
    expect(once!.shares![at]).toBe(0);
    for (const kind of ["adaptive", "perfective", "none"] as const)
      expect(twice!.shares![commitKinds.indexOf(kind)]).toBeNaN();
    expect([twice!.kinds, twice!.activity, twice!.weight]).toEqual([null, null, sourceWeights.software]);
  });
});

describe("groupBySha", () => {
  it("keeps the copies of a message together, in order of first appearance", () =>
    expect([...groupBySha([{ sha: "b" }, { sha: "a" }, { sha: "b" }])]).toEqual([
      ["b", [{ sha: "b" }, { sha: "b" }]],
      ["a", [{ sha: "a" }]],
    ]));
});

describe("idiomTraining", () => {
  it("weighs an idiom as a labelled commit", () =>
    expect(idiomTraining(1).every(({ weight, domain }) => weight === 1 && domain === "hub")).toBe(true));
});

describe("foldsByModel", () => {
  it("keeps models whole, fills all folds evenly, and is drawn by seed", () => {
    const commits = Array.from({ length: 60 }, (_, i) =>
      commit(`owner/m${i % 20}`, `title ${i}`, "corrective"),
    );
    const folds = foldsByModel(commits, 5, 1);
    const models = (fold: number) =>
      new Set(commits.filter((_, i) => folds[i] === fold).map(({ modelId }) => modelId));
    for (let fold = 0; fold < 5; fold++) expect(models(fold).size).toBe(4);
    for (const [i, { modelId }] of commits.entries())
      expect(folds[i]).toBe(folds[commits.findIndex((other) => other.modelId === modelId)]);
    expect(foldsByModel(commits, 5, 1)).toEqual(folds);
    expect(foldsByModel(commits, 5, 2)).not.toEqual(folds);
  });
});

describe("outOfFoldDecisions", () => {
  const options = { ...defaultTraining, minimumCount: 1, softwareMinimumCount: 1 };
  const other = (title: string): TrainingCommit => ({
    text: { title, message: "" },
    kinds: new Set(["corrective"]),
    activity: "code",
    weight: 1,
    domain: "hub",
  });
  const plain = ["alpha", "beta", "gamma"].flatMap((word, i) => [
    commit(`o/${i}`, `repair ${word}`, "corrective"),
    commit(`o/${i}`, `describe ${word}`, "perfective"),
  ]);
  const folds = [0, 0, 1, 1, 2, 2];

  it("finds in a model that it has not seen what holds in the others", () => {
    const decisions = outOfFoldDecisions(plain, [], folds, options);
    for (const [i, { kinds }] of plain.entries())
      expect(decisions[i]![at]! > 0, plain[i]!.text.title).toBe(kinds.has("corrective"));
  });

  it("does not learn from a text of another source that reads like the tested one, pull-request number or not", () => {
    const without = outOfFoldDecisions(plain, [], folds, options);
    const copied = outOfFoldDecisions(plain, [other("Describe alpha! (#12)")], folds, options);
    // Fold 0 tests "describe alpha": the copy is withheld there and taught elsewhere.
    expect(copied[0]).toEqual(without[0]);
    expect(copied[1]).toEqual(without[1]);
    expect(copied[3]![at]).toBeGreaterThan(without[3]![at]!);
    // A title without a letter has no sha and is no copy of anything.
    expect(outOfFoldDecisions(plain, [other("修复")], folds, options)[1]).not.toEqual(without[1]);
  });

  it("withholds the position of a tested commit", () => {
    const moved = plain.map((one) => ({ ...one, text: { ...one.text, position: 1 } }));
    const placed = [...moved.slice(0, 2), ...plain.slice(2)];
    expect(outOfFoldDecisions(placed, [], folds, options)[0]).toEqual(
      outOfFoldDecisions(plain, [], folds, options)[0],
    );
  });
});

describe("calibration", () => {
  it("has a slope and an intercept a kind and a temperature: sure where decisions are right, unsure where not", () => {
    const commits = Array.from({ length: 40 }, (_, i) =>
      commit("a/b", `title ${i}`, i % 2 ? "corrective" : "perfective"),
    );
    const decided = (rightOf20: number) =>
      commits.map(({ kinds, activity }, i) => {
        const right = i % 20 < rightOf20;
        return Float64Array.from([
          ...commitKinds.map((kind) => (kinds.has(kind) === right ? 1 : -1)),
          ...commitActivities.map((one) => ((one === activity) === right ? 1 : -1)),
        ]);
      });
    const [good, bad] = [calibration(commits, decided(18)), calibration(commits, decided(12))];
    expect(good.platt).toHaveLength(commitKinds.length);
    expect(good.platt[at]![0]).toBeGreaterThan(bad.platt[at]![0]);
    expect(good.temperature).toBeLessThan(bad.temperature);
    // No commit is of kind "none": nothing to learn from.
    expect(good.platt[commitKinds.indexOf("none")]).toEqual([1, 0]);
  });
});
