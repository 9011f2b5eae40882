import { describe, expect, it } from "vitest";
import { random } from "../../src/stats/index.js";
import {
  adultWords,
  buildVocabulary,
  chooseTopicCount,
  countTerms,
  findThemes,
  readProse,
} from "../../src/text/index.js";

/** 240 documents of 60 words, each from one of three lists of words. */
function planted() {
  const chance = random("themes");
  const lists = ["speech audio voice wav", "image pixel vision camera", "token text grammar sentence"].map(
    (words) => words.split(" "),
  );
  const kinds = Array.from({ length: 240 }, (_, d) => d % 3);
  const texts = kinds.map((kind) =>
    Array.from(
      { length: 60 },
      () => (chance.next() < 0.9 ? lists[kind]! : lists[chance.int(3)]!)[chance.int(4)]!,
    ),
  );
  const vocabulary = buildVocabulary(texts, { minDocuments: 2, maxShare: 1, maxTerms: 100 });
  return { kinds, lists, vocabulary, counts: countTerms(texts, vocabulary) };
}

describe("findThemes", () => {
  const { kinds, lists, vocabulary, counts } = planted();
  const { themes, shares, mainOf } = findThemes(counts, vocabulary, {
    topics: 3,
    seed: 1,
    otherSeeds: [2],
    minWords: 50,
  });

  it("finds the planted themes, which come back under another seed", () => {
    for (const [kind, words] of lists.entries()) {
      const own = new Set(kinds.flatMap((k, d) => (k === kind ? [mainOf[d]!] : [])));
      expect(own.size).toBe(1);
      const theme = themes[[...own][0]!]!;
      expect([...theme.words.slice(0, 4)].sort()).toEqual([...words].sort());
      expect(theme.name.split(" ")).toHaveLength(3);
      expect(theme.documents).toBe(80);
      expect(theme.divergence).toBeLessThan(0.1);
      expect(kinds[theme.typical!]).toBe(kind);
    }
  });
  it("shares each document out, and knows no typical one where none is long enough", () => {
    for (let d = 0; d < 240; d++) {
      expect(shares.subarray(3 * d, 3 * d + 3).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }
    expect(themes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const short = findThemes(counts, vocabulary, { topics: 2, seed: 1, passes: 1, minWords: 61 });
    expect(short.themes.map(({ typical, divergence }) => [typical, divergence])).toEqual([
      [null, 0],
      [null, 0],
    ]);
  });
});

describe("chooseTopicCount", () => {
  const { counts } = planted();
  it("takes the most coherent of the sizes that explain held-out documents nearly best", () => {
    const found = chooseTopicCount(counts, { candidates: [1, 3], seed: 1 });
    expect(found.heldOutDocuments).toBe(48);
    expect(found.chosen.topics).toBe(3);
    expect(found.rows[0]!.perplexity).toBeGreaterThan(1.3 * found.rows[1]!.perplexity);
    expect(chooseTopicCount(counts, { candidates: [1, 3], seed: 1 })).toEqual(found);
  });
  it("asks for candidates and for something held out", () => {
    expect(() => chooseTopicCount(counts, { candidates: [], seed: 1 })).toThrow("name at least one");
    expect(() => chooseTopicCount(counts, { candidates: [2], seed: 1, heldOut: 0 })).toThrow(RangeError);
  });
});

describe("readProse", () => {
  const prose =
    "This model reads the news of the whole world and says in a few short words what happened there.";
  it("tells tools from people, marks repeats, and names sections and language", () => {
    const [first, again, tool, empty] = readProse([
      `# Limitations\n${prose}`,
      `# Limitations\n${prose}`,
      "This model card has been generated automatically according to the information the Trainer had access to.",
      "",
    ]);
    expect(first).toMatchObject({ template: null, repeats: false, language: "eng", truncated: false });
    expect(first!.sections.has("limitations")).toBe(true);
    expect(first!.words).toContain("news");
    expect(again!.repeats).toBe(true);
    expect(tool).toMatchObject({ template: "Trainer", language: null });
    expect(empty).toMatchObject({ prose: "", template: null, language: null, words: [] });
    expect(readProse([])).toEqual([]);
  });
  it("has a list of adult words in the form that tokens have", () => {
    for (const word of adultWords) expect(readProse([`a ${word} model`])[0]!.words).toContain(word);
  });
});
