import { describe, expect, it } from "vitest";
import { bootstrapScore } from "../../../src/classify/train/bootstrap-score.js";
import { plattScaling, softmaxTemperature } from "../../../src/classify/train/calibrate.js";
import { accuracy, f1, labelCounts, macroF1, microF1 } from "../../../src/classify/train/scores.js";

const sets = (rows: number[][]) =>
  rows.map((row) => new Set(row.flatMap((value, i) => (value ? ["abc"[i]!] : []))));
const truth = sets([
  [1, 0, 0],
  [0, 1, 1],
  [1, 1, 0],
  [0, 0, 1],
  [0, 1, 0],
]);
const predicted = sets([
  [1, 0, 0],
  [0, 1, 0],
  [0, 1, 1],
  [0, 0, 1],
  [1, 0, 0],
]);

describe("scores", () => {
  it("are scikit-learn's", () => {
    // sklearn.metrics.f1_score(T, P, average='micro' | 'macro' | None), scikit-learn 1.2.1
    expect(microF1(predicted, truth, ["a", "b", "c"])).toBeCloseTo(0.6153846153846153, 12);
    expect(macroF1(predicted, truth, ["a", "b", "c"])).toBeCloseTo(0.6, 12);
    expect(["a", "b", "c"].map((label) => f1(labelCounts(predicted, truth, label)))).toEqual([0.5, 0.8, 0.5]);
  });

  it("are 0 for a label that nobody gives, and NaN over nothing", () => {
    expect(f1({ truePositive: 0, falsePositive: 0, falseNegative: 0 })).toBe(0);
    expect(accuracy([], [])).toBeNaN();
    expect(accuracy(["a", "b"], ["a", "c"])).toBe(0.5);
  });
});

describe("bootstrapScore", () => {
  it("covers a mean's spread as theory has it", () => {
    const groups = Array.from({ length: 400 }, (_, i) => [i]);
    const share = (items: readonly number[]) => items.filter((i) => i % 4 === 0).length / items.length;
    const { value, low, high } = bootstrapScore(groups, share, 1, 2000);
    expect(value).toBe(0.25);
    // 1.96 standard errors of a share of 0.25 over 400: 0.0424.
    expect(value - low).toBeCloseTo(0.042, 2);
    expect(high - value).toBeCloseTo(0.042, 2);
  });
});

describe("plattScaling", () => {
  it("is scikit-learn's", () => {
    // sklearn.calibration._sigmoid_calibration(d, y) of 1.2.1 gives a, b of 1 / (1 + exp(a d + b)): -0.87307, -0.27223
    const d = [-2, -1.5, -0.3, 0.2, 0.4, 1.1, 1.9, -0.7, 0.9, 2.2];
    const y = [0, 0, 0, 1, 0, 1, 1, 1, 1, 1].map(Boolean);
    const [slope, intercept] = plattScaling(d, y);
    expect(slope).toBeCloseTo(0.8730730512, 4);
    expect(intercept).toBeCloseTo(0.272234453, 4);
  });

  it("gives the probabilities of the smoothed targets where each decision comes many times", () => {
    // Two decisions, 30 of 40 and 10 of 40 right: with targets 41/42 and 1/42 the fit is exact at both.
    const d = Array.from({ length: 80 }, (_, i) => (i < 40 ? 2 : -3));
    const y = d.map((_, i) => (i < 40 ? i < 30 : i < 50));
    const [slope, intercept] = plattScaling(d, y);
    const p = (v: number) => 1 / (1 + Math.exp(-(slope * v + intercept)));
    expect(p(2)).toBeCloseTo((30 * (41 / 42) + 10 / 42) / 40, 8);
    expect(p(-3)).toBeCloseTo((10 * (41 / 42) + 30 / 42) / 40, 8);
  });

  it("leaves decisions as they are where all labels are the same", () =>
    expect(plattScaling([1, 2], [true, true])).toEqual([1, 0]));
});

describe("softmaxTemperature", () => {
  it("finds the temperature at which the planted logits were drawn", () => {
    // Two classes with logits (2, 0): the first is right 3 times in 4 where softmax(2 / T) = 3/4, T = 2 / ln 3.
    const decisions = Array.from({ length: 400 }, () => [2, 0]);
    const labels = decisions.map((_, i) => Number(i % 4 === 0));
    expect(softmaxTemperature(decisions, labels)).toBeCloseTo(2 / Math.log(3), 3);
  });
});
