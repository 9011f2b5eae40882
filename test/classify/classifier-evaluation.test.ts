import { describe, expect, it } from "vitest";
import { classifierEvaluation, kindPrevalence } from "../../src/classify/classifier-evaluation.js";
import { classifyCommits } from "../../src/classify/classify-commit.js";

describe("classifierEvaluation", () => {
  it("holds scores with intervals around them, above the baselines", () => {
    const { hub, software } = classifierEvaluation();
    for (const { macroF1 } of [hub.kinds, software.withoutSarwar, software.ownSplit]) {
      expect(macroF1.low).toBeLessThanOrEqual(macroF1.value);
      expect(macroF1.value).toBeLessThanOrEqual(macroF1.high);
    }
    expect(hub.kinds.macroF1.value).toBeGreaterThan(hub.keywords.kinds.macroF1.high);
    expect(hub.activityAccuracy.value).toBeGreaterThan(hub.keywords.activityAccuracy.high);
    expect(hub.keywords.kinds.macroF1.value).toBeGreaterThan(hub.majority.kinds.macroF1.high);
  });
});

describe("kindPrevalence", () => {
  it("gives every kind a share inside its interval", () => {
    const titles = [
      ...Array(60).fill("Update README.md"),
      ...Array(20).fill("Add ONNX weights"),
      ...Array(20).fill("Fix typo"),
    ];
    const shares = kindPrevalence(classifyCommits(titles.map((title) => ({ title }))), {
      seed: 1,
      resamples: 200,
    });
    expect(shares.corrective.naive).toBe(0.2);
    for (const { low, corrected, high } of Object.values(shares)) {
      expect(low).toBeLessThanOrEqual(corrected + 1e-9);
      expect(corrected).toBeLessThanOrEqual(high + 1e-9);
    }
  });

  it("has no shares of no commits", () => expect(kindPrevalence([], { seed: 1 }).none.corrected).toBeNaN());
});
