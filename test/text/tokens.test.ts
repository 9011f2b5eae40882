import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildVocabulary, countTerms, guessLanguage, takeDocuments, tokenise } from "../../src/text/index.js";

describe("tokenise", () => {
  it("keeps words of any script, drops stop words and hashes", () => {
    expect(tokenise(`The GPT2 model's fine-tuned модель, the wav2vec2 ${"a".repeat(40)} 123`)).toEqual([
      "gpt2",
      "model's",
      "fine-tuned",
      "модель",
      "wav2vec2",
    ]);
    expect(tokenise("")).toEqual([]);
  });
});

describe("buildVocabulary and countTerms", () => {
  const documents = [["b", "a", "a"], ["a", "c"], ["a", "b"], []];

  it("keeps terms within the limits and says what it left out", () => {
    const vocabulary = buildVocabulary(documents, { minDocuments: 2, maxShare: 0.5 });
    expect(vocabulary.terms).toEqual(["b"]);
    expect([...vocabulary.documentCounts]).toEqual([2]);
    expect(vocabulary.excluded).toEqual({ tooRare: 1, tooCommon: 1, overLimit: 0 });
  });

  it("counts in sparse rows, empty documents too", () => {
    const vocabulary = buildVocabulary(documents, { minDocuments: 1, maxShare: 1 });
    const counts = countTerms(documents, vocabulary);
    expect([...counts.starts]).toEqual([0, 2, 4, 6, 6]);
    expect([...counts.termOf]).toEqual([0, 1, 0, 2, 0, 1]);
    expect([...counts.countOf]).toEqual([2, 1, 1, 1, 1, 1]);
    expect(counts.tokens).toBe(7);
    expect([...takeDocuments(counts, [3, 1]).starts]).toEqual([0, 0, 2]);
  });

  it("never holds more terms than asked, and the commonest stay", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom("a", "b", "c", "d"))), fc.nat(5), (texts, maxTerms) => {
        const all = buildVocabulary(texts, { minDocuments: 1, maxShare: 1 });
        const some = buildVocabulary(texts, { minDocuments: 1, maxShare: 1, maxTerms });
        expect(some.terms.length).toBe(Math.min(maxTerms, all.terms.length));
        const least = Math.min(...some.documentCounts, Infinity);
        const left = all.terms.filter((term) => !some.indexOf.has(term));
        for (const term of left)
          expect(all.documentCounts[all.indexOf.get(term)!]).toBeLessThanOrEqual(least);
      }),
    );
  });
});

describe("guessLanguage", () => {
  it.each([
    [
      "eng",
      "This model was trained on a large collection of English news articles and is meant for research.",
    ],
    [
      "fra",
      "Ce modèle a été entraîné sur une grande collection d'articles de presse et sert à la recherche.",
    ],
    [
      "jpn",
      "このモデルは大規模な日本語コーパスで学習されており、研究目的での利用を想定しています。質問応答や要約などのタスクに使うことができます。ご利用ください。",
    ],
    ["rus", "Эта модель обучена на большом собрании новостных статей и предназначена для исследований."],
  ])("knows %s", (language, text) => expect(guessLanguage(text)?.language).toBe(language));

  it("does not guess at a few words", () => expect(guessLanguage("My Awesome Model")).toBeNull());
});
