import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohensKappa } from "../../src/stats/index.js";
import {
  architectureTags,
  compareVersions,
  nameElements,
  namePattern,
  nameVersion,
  readModelName,
  versionChanges,
  versionPairs,
  versionSeries,
  versionStep,
  versionSteps,
} from "../../src/text/index.js";
import { labelledNames, labelsOf } from "../support/labelled-names.js";

describe("a model's name", () => {
  it("is read as the labelled names are, in almost all parts", () => {
    const wrong: string[] = [];
    const [read, labelled] = [[] as string[], [] as string[]];
    for (const [name, labels] of labelledNames) {
      const parts = readModelName(name);
      expect(parts.map(({ text }) => text).length, name).toBe(labels.length);
      parts.forEach(({ text, element }, i) => {
        read.push(element);
        labelled.push(labelsOf(labels)[i]!);
        if (element !== labelsOf(labels)[i])
          wrong.push(`${name}: ${text} is ${labelsOf(labels)[i]}, read ${element}`);
      });
    }
    const kappa = cohensKappa(read, labelled)!;
    expect(kappa.n).toBeGreaterThan(220);
    expect(kappa.value, wrong.join("\n")).toBeGreaterThan(0.9);
  });

  it("loses nothing but separators, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (name) => {
        const parts = readModelName(name);
        const bare = (text: string) => text.replace(/[-_\s/.]/g, "");
        expect(bare(parts.map(({ text }) => text).join(""))).toBe(bare(name));
        expect(parts.every(({ element }) => nameElements.includes(element))).toBe(true);
      }),
    );
  });

  it("takes further words for bases, with or without a number", () => {
    const bases = new Set(["zorbi"]);
    expect(readModelName("zorbi-Zorbi2-zorbinet", { bases }).map(({ element }) => element)).toEqual([
      "base",
      "base",
      "identifier",
    ]);
  });

  it("has a pattern in which runs count once", () => {
    expect(namePattern(readModelName("my-own-bert-base-v2"))).toBe("identifier-base-size-version");
    expect(namePattern([])).toBe("");
  });
});

describe("the version in a name", () => {
  it.each([
    ["Zephyr-7B-v0.1", "zephyr-7b-*", [0, 1]],
    ["zephyr-v2-gguf", "zephyr-*-gguf", [2]],
    ["zephyr_v1.0.3", "zephyr_*", [1, 0, 3]],
    ["zephyr-1.5-large", "zephyr-*-large", [1, 5]],
    ["zephyr-1.5b-v2", "zephyr-1.5b-*", [2]],
    ["zephyr-v1-tuned-v3", "zephyr-v1-tuned-*", [3]],
  ])("of %s: %s, %j", (name, stem, numbers) => expect(nameVersion(name)).toEqual({ stem, numbers }));

  it.each(["zephyr", "zephyr-7b", "zephyr-1.1b", "zephyr-4.0bpw", "rev2", "v2b", "2.5M", ""])(
    "%s has none",
    (name) => expect(nameVersion(name)).toBeNull(),
  );

  it("orders versions by their numbers, not by their letters", () => {
    expect(compareVersions([1, 10], [1, 9])).toBeGreaterThan(0);
    expect(compareVersions([1], [1, 0])).toBe(0);
    expect(compareVersions([0, 9], [1])).toBeLessThan(0);
  });

  it("knows which number a version opens, and what came before", () => {
    expect(versionStep([2])).toEqual({ kind: "major", before: [1] });
    expect(versionStep([3, 0])).toEqual({ kind: "major", before: [2] });
    expect(versionStep([1, 1])).toEqual({ kind: "minor", before: [1, 0] });
    expect(versionStep([0, 2])).toEqual({ kind: "minor", before: [0, 1] });
    for (const first of [[0], [1], [1, 0], [0, 1], []]) expect(versionStep(first)).toBeNull();
  });
});

it("series of versions give pairs in time and predecessors that are there", () => {
  const made = [
    ["a", "x-v1", 10],
    ["a", "x-v2", 20],
    ["a", "X-v1.1", 30],
    ["a", "x-v3", null],
    ["b", "x-v2", 5],
    [null, "x-v1", 1],
    ["b", "plain", 2],
    ["b", "y-v1.2", 2],
  ] as const;
  const releases = made.map(([owner, name, createdMs]) => ({ owner, name, createdMs }));
  const series = versionSeries(releases);
  expect(
    series.map(({ owner, stem, releases: own }) => [owner, stem, own.map(({ place }) => place)]),
  ).toEqual([
    ["a", "x-*", [0, 2, 1, 3]],
    ["b", "x-*", [4]],
    ["b", "y-*", [7]],
  ]);
  expect(versionPairs(series, releases)).toEqual([
    { series: 0, inOrder: true },
    { series: 0, inOrder: true },
    { series: 0, inOrder: false },
  ]);
  expect(versionSteps(series)).toEqual([
    { kind: "minor", place: 2, before: 0 },
    { kind: "major", place: 1, before: 2 },
    { kind: "major", place: 3, before: 1 },
    { kind: "major", place: 4, before: null },
    { kind: "minor", place: 7, before: null },
  ]);
});

it("counts in which fields a release differs from its predecessor, at major and at minor numbers", () => {
  const steps = [
    { kind: "major", place: 1, before: 0 },
    { kind: "major", place: 2, before: 1 },
    { kind: "minor", place: 3, before: 2 },
    { kind: "minor", place: 4, before: null },
  ] as const;
  const fields = { licence: ["mit", "mit", "mit", "mit", "gpl"], library: [null, "a", "b", null, null] };
  expect(versionChanges(steps, fields)).toEqual([
    { name: "licence", first: [0, 2], second: [0, 1] },
    { name: "library", first: [2, 2], second: [1, 1] },
  ]);
  expect(versionChanges([], fields).map(({ first, second }) => [first, second])).toEqual([
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ]);
});

it("names each architecture once", () => {
  expect(architectureTags["xlm-roberta"]).toBe("xlm-roberta");
  expect(Object.keys(architectureTags)).toHaveLength(23);
});
