import { expect, it } from "vitest";
import {
  cardSectionWords,
  cleanCard,
  countWords,
  filledSections,
  mainSections,
  rareAndShort,
  readProse,
  removedByCleaning,
  sectionLengthRatio,
  sectionOdds,
} from "../../src/text/index.js";

const card =
  "# A model\n\n## Uses\n\nfor five words of text\n\n## Limitations\n\n[More Information Needed]\n";
const bare = "# Another\n\nno section here\n";

it("counts a section as filled by words below its heading, and not by a placeholder", () => {
  const sections = filledSections([card, card, bare].map(cardSectionWords));
  expect(sections.map(({ section }) => section).sort()).toEqual([...mainSections].sort());
  expect(sections[0]).toMatchObject({ section: "uses", mean: 5, median: 5 });
  expect(sections[0]!.share).toMatchObject({ count: 2, n: 3 });
  const limitations = sections.find(({ section }) => section === "limitations")!;
  expect([limitations.share!.count, limitations.mean, limitations.median]).toEqual([0, null, null]);
});

it("has no share of no cards", () => {
  expect(filledSections([]).every(({ share }) => share === null)).toBe(true);
});

it("tells what cleaning removes as shares that leave the prose", () => {
  const cleaned = cleanCard("Some prose.\n\n```\ncode code code\n```\n");
  const { code, tables, html } = removedByCleaning([cleaned]);
  expect(code).toBeCloseTo(cleaned.codeChars / (cleaned.codeChars + cleaned.prose.length), 12);
  expect([tables, html]).toEqual([0, 0]);
  expect(removedByCleaning([]).code).toBeNaN();
});

it("keeps words of five texts or more that stand in at most two fifths", () => {
  const texts = Array.from({ length: 20 }, (_, i) => [
    "everywhere",
    ...(i < 5 ? ["kept"] : []),
    ...(i < 4 ? ["rare"] : []),
  ]);
  const { vocabulary, counts } = countWords(texts);
  expect(vocabulary.terms).toEqual(["kept"]);
  expect([counts.documents, counts.tokens]).toEqual([20, 5]);
});

it("gives a repeated prose the language of its first card", () => {
  const text =
    "This model was trained to tell the sentiment of reviews that people write about films they saw.";
  const [first, again, by] = readProse([text, text, "kurz"]);
  expect([first!.language, again!.language, by!.language]).toEqual(["eng", "eng", null]);
  expect([first!.repeats, again!.repeats]).toEqual([false, true]);
});

it("compares a section's length with that of all filled ones", () => {
  const long = card.replace("[More Information Needed]", "ten words of text that say what it is for");
  const words = [card, long, bare].map(cardSectionWords);
  // Limitations: 10 words in one card; all: 5, 5 and 10 in three.
  expect(sectionLengthRatio(words, "limitations", { seed: 1 })!.value).toBeCloseTo(10 / (20 / 3), 12);
  expect(sectionLengthRatio(words, "citation", { seed: 1 })).toBeNull();
  expect(sectionLengthRatio([], "uses", { seed: 1 })).toBeNull();
});

it("calls a section rare among the three least filled, and short below the median of the sections", () => {
  const words = [card, card, bare].map(cardSectionWords);
  const sections = filledSections([...words, new Map([["citation", 1]] as const)]);
  expect(rareAndShort(sections, "uses")).toBe("not rare and not short");
  expect(rareAndShort(sections, "citation")).toBe("not rare and short");
  expect(rareAndShort(sections, sections.at(-1)!.section)).toBe("rare and not short");
});

it("finds the odds ratio of a table of sections", () => {
  // 30 cards fill both, 10 evaluation alone, 20 limitations alone, 40 neither: (30 / 10) / (20 / 40) = 6.
  const counts = [
    [30, { limitations: 4, evaluation: 4 }],
    [10, { evaluation: 4 }],
    [20, { limitations: 4 }],
    [40, {}],
  ] as const;
  const cards = counts.flatMap(([n, words]) =>
    Array.from({ length: n }, () => new Map(Object.entries(words))),
  );
  const accounts = cards.map((_, i) => `account ${i}`);
  const odds = sectionOdds(cards as never, { of: "limitations", given: "evaluation", accounts });
  expect(odds.value).toBeCloseTo(6, 6);
  expect([odds.low > 1, odds.high < 36, odds.n]).toEqual([true, true, 100]);
});
