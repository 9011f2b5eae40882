import { describe, expect, it } from "vitest";
import { commitKinds } from "../../../src/classify/commit-kind.js";
import {
  kindScores,
  kindsAbove,
  softwareTexts,
  trainAndPredict,
} from "../../../src/classify/train/evaluate.js";
import { messageSha, type SoftwareCommit } from "../../../src/classify/train/labelled-commits.js";

const labelled = (
  message: string,
  ...kinds: ("corrective" | "adaptive" | "perfective")[]
): SoftwareCommit => ({
  source: "invented",
  id: message,
  sha: messageSha(message)!,
  text: { title: message, message: "" },
  kinds: new Set(kinds),
  split: null,
});

describe("kindsAbove", () => {
  const three = ["corrective", "perfective", "adaptive"] as const;
  it.each([
    [[1, 2, -1], 0, ["corrective", "perfective"]],
    [[-3, -2, -1], 0, ["adaptive"]],
    [[-3, -1, -2], 0, ["perfective"]],
    // The threshold itself is not above it, and of equals the first is taken.
    [[0, 0, 0], 0, ["corrective"]],
    [[0, 0, 0], -1, ["corrective", "perfective", "adaptive"]],
  ])("%j over %d", (decisions, threshold, kinds) =>
    expect([...kindsAbove(decisions, threshold, three)]).toEqual(kinds),
  );
});

describe("kindScores", () => {
  it("are 1 with intervals of no width where all is right, and each kind's own where not", () => {
    const truth = [["corrective"], ["adaptive"], ["corrective", "adaptive"]].map(
      (kinds) => new Set(kinds as ("corrective" | "adaptive")[]),
    );
    const groups = truth.map((_, i) => [i]);
    const right = kindScores(truth, truth, ["corrective", "adaptive"], groups, 1);
    expect(right.n).toBe(3);
    expect(right.microF1).toMatchObject({ value: 1, low: 1, high: 1 });
    const one = kindScores(
      truth.map(() => new Set(["corrective" as const])),
      truth,
      ["corrective", "adaptive"],
      groups,
      1,
    );
    // Corrective: 2 right, 1 too many, precision 2/3, recall 1. Adaptive: none found.
    expect(one.f1.corrective!.value).toBeCloseTo(0.8, 12);
    expect(one.f1.adaptive!.value).toBe(0);
    expect(one.macroF1.value).toBeCloseTo(0.4, 12);
    // All: 2 right, 1 too many, 2 missed.
    expect(one.microF1.value).toBeCloseTo(4 / 7, 12);
    expect(one.microF1.low).toBeLessThan(one.microF1.value);
  });
});

describe("softwareTexts", () => {
  it("are one a message, with the share of its copies that carry each kind and no word on none", () => {
    const [text, ...more] = softwareTexts([
      labelled("mend it", "corrective"),
      labelled("Mend it.", "adaptive", "corrective"),
    ]);
    expect(more).toEqual([]);
    expect(commitKinds.map((kind, k) => [kind, text!.shares![k]])).toEqual(
      commitKinds.map((kind) => [
        kind,
        { corrective: 1, adaptive: 0.5, perfective: 0, none: Number.NaN }[kind],
      ]),
    );
    expect([text!.weight, text!.domain, text!.kinds, text!.activity]).toEqual([1, "software", null, null]);
  });
});

describe("trainAndPredict", () => {
  const verbs = { repair: "corrective", port: "adaptive", polish: "perfective" } as const;
  const titles = (words: readonly string[]) =>
    words.flatMap((word) =>
      Object.entries(verbs).map(([verb, kind]) => labelled(`${verb} the ${word}`, kind)),
    );
  const training = titles(["alpha", "beta", "gamma", "delta", "omega", "sigma", "kappa", "theta"]);
  const tested = titles(["loader", "parser"]);

  it("finds the planted kinds in messages that it has not seen", () => {
    const { predicted, trainedOn, threshold } = trainAndPredict(training, tested);
    expect(predicted.map((kinds) => [...kinds])).toEqual(tested.map(({ kinds }) => [...kinds]));
    expect(trainedOn).toBe(training.length);
    expect(threshold).toBeGreaterThanOrEqual(-1.5);
    expect(threshold).toBeLessThan(0.6);
  });

  it("refuses to test on a message that it learns from, and says how many and which", () =>
    expect(() => trainAndPredict(training, [labelled("Repair the alpha!", "corrective")])).toThrow(
      `1 messages lie in training and test, the first ${messageSha("repair the alpha")}`,
    ));
});
