import { describe, expect, it } from "vitest";
import { baseWords, elementUses, nameElements, readModelName, variantsOfName } from "../../src/text/index.js";

describe("readings of many names", () => {
  it("count each element, most used first, and know no share of nothing", () => {
    const uses = elementUses(["bert-base-x", "bert-y", "z"].map((name) => readModelName(name)));
    expect(uses.slice(0, 3)).toEqual([
      { element: "identifier", uses: 3, parts: 6, share: 0.5 },
      { element: "base", uses: 2, parts: 6, share: 2 / 6 },
      { element: "size", uses: 1, parts: 6, share: 1 / 6 },
    ]);
    expect(uses).toHaveLength(nameElements.length);
    expect(elementUses([])[0]).toMatchObject({ uses: 0, parts: 0, share: null });
  });

  it("learn words for bases from what is built on, not from what the table knows", () => {
    const bases = [
      ...Array(5).fill("someone/Zorbi-7b"),
      ...Array(4).fill("zorba-7b"),
      ...Array(9).fill("x/bert-base"),
    ];
    expect([...baseWords(bases)]).toEqual(["zorbi"]);
    expect([...baseWords([...bases, "zorba2"])].sort()).toEqual(["zorba", "zorbi"]);
    expect([...baseWords(["ab-1", "ab-2"], { least: 1 })]).toEqual([]);
  });

  it.each([
    ["zephyr-finetuned-squad", ["fine-tuned"]],
    ["distilbert-base-ft", ["fine-tuned", "distilled"]],
    ["zephyr-Q4_K_M", ["quantised"]],
    ["pythia-160m-deduped", ["deduplicated"]],
    ["zephyr-gift", []],
  ])("%s states %j", (name, variants) => expect(variantsOfName(name)).toEqual(variants));
});
