import { describe, expect, it } from "vitest";
import { classifyWithTransformer, loadTextClassifier } from "../../src/classify/transformer-kinds.js";

const answering = (scores: Record<string, number>) => async () =>
  Object.entries(scores).map(([label, score]) => ({ label, score }));

describe("classifyWithTransformer", () => {
  it("takes the kinds from the model's labels and the activity from the linear model", async () => {
    const result = await classifyWithTransformer(
      { title: "Update README.md" },
      answering({ CORRECTIVE: 0.7, Adaptive: 0.6, perfective: 0.1 }),
    );
    expect(result).toMatchObject({ kinds: ["corrective", "adaptive"], activity: "card" });
    expect(result.scores).toMatchObject({ corrective: 0.7, adaptive: 0.6, perfective: 0.1, none: 0 });
  });

  it("says what is wrong where the labels are others", () =>
    expect(classifyWithTransformer({ title: "x" }, answering({ POSITIVE: 1 }))).rejects.toThrow(/POSITIVE/));

  it("says what to install where the library is absent", () =>
    expect(loadTextClassifier("any")).rejects.toThrow(/npm install @huggingface\/transformers/));
});
