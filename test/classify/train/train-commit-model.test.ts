import { describe, expect, it } from "vitest";
import { type CommitText, commitActivities, commitKinds } from "../../../src/classify/commit-kind.js";
import { CommitModel, type StoredCommitModel } from "../../../src/classify/commit-model.js";
import { storeCommitModel } from "../../../src/classify/train/hub-training.js";
import { chooseColumns, sparseRows } from "../../../src/classify/train/sparse-rows.js";
import {
  decisionValues,
  defaultTraining,
  type TrainingCommit,
  trainCommitModel,
} from "../../../src/classify/train/train-commit-model.js";

const words = ["alpha", "beta", "gamma", "delta", "omega", "sigma"];
const hub = (title: string, kind: "corrective" | "perfective", weight = 1): TrainingCommit => ({
  text: { title, message: "" },
  kinds: new Set([kind]),
  activity: kind === "corrective" ? "code" : "card",
  weight,
  domain: "hub",
});
const corpus = words.flatMap((word) => [
  hub(`repair the ${word}`, "corrective"),
  hub(`describe the ${word}`, "perfective"),
]);
const software = (title: string, corrective: number, weight = 1): TrainingCommit => ({
  text: { title, message: "" },
  kinds: null,
  activity: null,
  shares: commitKinds.map((kind) => (kind === "corrective" ? corrective : Number.NaN)),
  weight,
  domain: "software",
});
const [corrective, perfective] = ["corrective", "perfective"].map((kind) =>
  commitKinds.indexOf(kind as (typeof commitKinds)[number]),
) as [number, number];
const code = commitKinds.length + commitActivities.indexOf("code");
const score = (commits: readonly TrainingCommit[], title: string, options = defaultTraining) =>
  decisionValues(trainCommitModel(commits, options), [{ title }])[0]!;

describe("chooseColumns and sparseRows", () => {
  const texts: CommitText[] = [
    { title: "repair repair loader" },
    { title: "repair tokens" },
    { title: "describe tokens" },
  ];

  it("give a column to what enough texts hold, however often one holds it", () => {
    const one = chooseColumns(texts, 1);
    const two = chooseColumns(texts, 2);
    const three = chooseColumns(texts, 3);
    expect(one.size).toBeGreaterThan(two.size);
    expect(two.size).toBeGreaterThan(three.size);
    expect([...two.keys()].every((hash) => one.has(hash))).toBe(true);
    expect([...one.values()]).toEqual(Array.from({ length: one.size }, (_, i) => i));
    // Twice in one text is one text.
    expect(chooseColumns([texts[0]!], 2).size).toBe(0);
    expect(chooseColumns([], 1).size).toBe(0);
  });

  it("count a feature as often as a text holds it, and drop what has no column", () => {
    const columns = chooseColumns(texts, 1);
    const x = sparseRows([...texts, { title: "unheard" }], columns, [1, 0, 0, 0, 0, 0]);
    expect([x.rows, x.columns, x.offsets[0], x.offsets.length]).toEqual([4, columns.size, 0, 5]);
    const row = (r: number) =>
      [...x.values.subarray(x.offsets[r]!, x.offsets[r + 1]!)].filter((value) => value > 0).sort();
    const sum = (r: number) => row(r).reduce((total, value) => total + value, 0);
    // A group of n features weighs n / sqrt(n): the repeated word weighs most.
    expect(row(0).at(-1)).toBeGreaterThan(row(0)[0]!);
    expect(sum(0) ** 2).toBeCloseTo(Math.round(sum(0) ** 2), 3);
    expect([...x.hashes].map((hash) => columns.get(hash))).toEqual(
      Array.from({ length: columns.size }, (_, i) => i),
    );
    const louder = sparseRows(texts, columns, [3, 0, 0, 0, 0, 0]);
    expect(louder.values[0]).toBeCloseTo(3 * x.values[0]!, 6);
  });
});

describe("trainCommitModel", () => {
  it("learns the word that decides and not the words that come with both", () => {
    const repair = score(corpus, "repair the zeta");
    const describes = score(corpus, "describe the zeta");
    expect(repair[corrective]).toBeGreaterThan(0);
    expect(repair[perfective]).toBeLessThan(0);
    expect(describes[corrective]).toBeLessThan(0);
    expect(repair[code]).toBeGreaterThan(describes[code]!);
    expect(
      Math.abs(score(corpus, "the alpha")[corrective]! - score(corpus, "the omega")[corrective]!),
    ).toBeLessThan(0.2);
  });

  it("gives one output a kind and an activity, or kinds alone", () => {
    expect(trainCommitModel(corpus).outputs).toEqual([...commitKinds, ...commitActivities]);
    const kinds = trainCommitModel(corpus, { ...defaultTraining, outputs: "kinds" });
    expect(kinds.outputs).toEqual(commitKinds);
    expect(kinds.weights).toHaveLength(commitKinds.length);
    expect(kinds.biases).toHaveLength(commitKinds.length);
  });

  it("is taught nothing by codes that a source does not give, nor by a weight of 0", () => {
    const mute: TrainingCommit = { ...hub("repair the alpha", "perfective"), kinds: null, activity: null };
    const same = { ...defaultTraining, minimumCount: 1 };
    const [without, muted, weightless] = [
      corpus,
      [...corpus, mute],
      [...corpus, hub("repair the alpha", "perfective", 0)],
    ].map((commits) => score(commits, "repair the alpha", same));
    expect(muted).toEqual(without);
    expect(weightless).toEqual(without);
  });

  it("lets software teach the output that it has labels for, and leaves the others as they were", () => {
    const titles = words.map((word) => `mend the ${word}`);
    const options = { ...defaultTraining, minimumCount: 1, softwareMinimumCount: 1 };
    const taught = [...corpus, ...titles.map((title) => software(title, 1))];
    const against = [...corpus, ...titles.map((title) => software(title, 0))];
    const [yes, no] = [taught, against].map((commits) => score(commits, "mend the zeta", options)) as [
      Float64Array,
      Float64Array,
    ];
    expect(yes[corrective]).toBeGreaterThan(no[corrective]! + 0.5);
    expect(yes[perfective]).toBe(no[perfective]);
    expect(yes[code]).toBe(no[code]);
  });

  it("keeps what holds for software alone from the Hub", () => {
    // "describe" repairs in software and describes on the Hub: the Hub's own weights hold against it.
    const options = { ...defaultTraining, minimumCount: 1, softwareMinimumCount: 1 };
    const mixed = [...corpus, ...words.map((word) => software(`describe the ${word}`, 1, 0.2))];
    expect(score(mixed, "describe the zeta", options)[corrective]).toBeLessThan(0);
    const alone = words.flatMap((word) => [
      software(`describe the ${word}`, 1),
      software(`repair the ${word}`, 0),
    ]);
    expect(score(alone, "describe the zeta", options)[corrective]).toBeGreaterThan(0);
  });

  it("needs a feature in as many texts of either domain as asked", () => {
    const rare = { ...defaultTraining, minimumCount: words.length + 1, softwareMinimumCount: 99 };
    expect(trainCommitModel(corpus, rare).columns.size).toBeLessThan(trainCommitModel(corpus).columns.size);
    const added = [...corpus, software("quixotic gizmo", 1), software("quixotic thing", 0)];
    const [two, three] = [2, 3].map(
      (softwareMinimumCount) => trainCommitModel(added, { ...defaultTraining, softwareMinimumCount }).columns,
    );
    expect(two!.size).toBeGreaterThan(three!.size);
  });

  it("lets naive Bayes ratios widen what tells kinds apart", () => {
    const apart = (naiveBayes: number) => {
      const options = { ...defaultTraining, naiveBayes };
      return (
        score(corpus, "repair the zeta", options)[corrective]! -
        score(corpus, "describe the zeta", options)[corrective]!
      );
    };
    expect(apart(1)).toBeGreaterThan(apart(0));
  });
});

describe("storeCommitModel", () => {
  const trained = () => {
    const model = trainCommitModel(corpus);
    const platt = commitKinds.map((): [number, number] => [1, 0]);
    return { model, stored: storeCommitModel(model, { platt, temperature: 1 }, 7) };
  };

  it("scores as the model does that it stores, but for rounding", () => {
    const { model, stored } = trained();
    const shipped = new CommitModel(JSON.parse(JSON.stringify(stored)) as StoredCommitModel);
    for (const title of ["repair the alpha", "describe the omega", "repair what describes", "unheard"]) {
      shipped.score({ title });
      const [exact] = decisionValues(model, [{ title }]);
      // Weights under 0.02 are left out; a title has some twenty features.
      for (const [o, value] of exact!.entries()) expect(shipped.scores[o], title).toBeCloseTo(value, 1);
    }
  });

  it("leaves out features that weigh next to nothing for every output, and keeps the seed", () => {
    const { model, stored } = trained();
    const shipped = new CommitModel(stored);
    expect(shipped.size).toBeGreaterThan(0);
    expect(shipped.size).toBeLessThanOrEqual(model.columns.size);
    expect(stored.seed).toBe(7);
    expect(stored.thresholds).toEqual(commitKinds.map(() => 0.5));
  });
});
