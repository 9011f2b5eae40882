import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cardHeadings,
  cardSection,
  cardSectionWords,
  cardTemplate,
  cleanCard,
  stripMarkup,
} from "../../src/text/index.js";

describe("cleanCard", () => {
  it("keeps the prose and counts what it takes out", () => {
    const card = [
      "# Tiny model",
      "",
      "A **small** model, see [the paper](https://example.org/p) and ![badge](b.png).",
      "```python",
      "import torch",
      "```",
      "| a | b |",
      "|---|---|",
      "| 1 | 2 |",
      "Line with <b>bold</b> &amp; `code`.",
      "- an item",
    ].join("\n");
    expect(cleanCard(card)).toEqual({
      prose: "Tiny model\n\nA small model, see the paper and .\nLine with bold & .\nan item",
      codeChars: 9 + 12 + 3 + 6,
      tableChars: 27,
      htmlChars: 7 - 2,
      links: 1,
      images: 1,
      truncated: false,
    });
  });

  it.each([
    ["nothing", "", ""],
    ["a fence that never closes", "text\n```\ncode\nmore", "text"],
    ["a script", "a<script>alert('x')</script>b", "a b"],
    ["a javascript: link", "[click](javascript:alert(1))", "click"],
    ["a comment", "a<!-- hidden -->b", "ab"],
    ["a lone less-than sign", "p < 0.05 and x <y", "p < 0.05 and x <y"],
    ["right-to-left text and emoji", "# نموذج 🤗\nשלום", "نموذج 🤗\nשלום"],
    ["snake_case and emphasis", "use my_model_name, it is _good_", "use my_model_name, it is good"],
  ])("reads %s", (_, card, prose) => expect(cleanCard(card).prose).toBe(prose));

  it("says when it read only a part", () => {
    const { prose, truncated } = cleanCard("word ".repeat(10), { maxChars: 9 });
    expect([prose, truncated]).toEqual(["word word", true]);
  });

  it("never lets a script's text through, and never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const plain = before.replace(/[<`~]/g, "");
        expect(cleanCard(`${plain}\n<script>EVIL${after.replace(/</g, "")}</script>`).prose).not.toContain(
          "EVIL",
        );
        expect(() => cleanCard(before)).not.toThrow();
      }),
    );
  });

  // Each of these takes minutes with a backtracking pattern or a search that starts over; the time limit is the test's.
  it.each([
    "<",
    "<a ",
    "<!--",
    "<script>",
    "[",
    "[a](",
    "![",
    "`",
    "*",
    "_",
    "|",
    "#",
    "\n-",
    " ",
    "&#",
    "~~~\n",
  ])("takes ten megabytes of %j in its stride", (unit) => {
    const card = unit.repeat(Math.ceil(10_000_000 / unit.length));
    expect(cleanCard(card, { maxChars: Infinity }).truncated).toBe(false);
    cardHeadings(card);
    cardTemplate(card);
  });
});

describe("stripMarkup", () => {
  it("decodes entities once", () =>
    expect(stripMarkup("&amp;lt; &#65;&#x1F917; &nope;").text).toBe("&lt; A🤗 &nope;"));
});

describe("cardHeadings", () => {
  it("reads both kinds of headings outside code", () => {
    const card =
      "# Model Card\n```\n# comment\n```\nTitle\n=====\n## Intended uses & limitations\n### My own words";
    expect(cardHeadings(card)).toEqual([
      { level: 1, text: "Model Card", section: "model details", line: 0, bodyLine: 1 },
      { level: 1, text: "Title", section: null, line: 4, bodyLine: 6 },
      { level: 2, text: "Intended uses & limitations", section: "uses", line: 6, bodyLine: 7 },
      { level: 3, text: "My own words", section: null, line: 7, bodyLine: 8 },
    ]);
  });

  // Top-level headings of huggingface_hub's modelcard_template.md.
  it.each([
    ["Model Details", "model details"],
    ["Uses", "uses"],
    ["Out-of-Scope Use", "uses"],
    ["Bias, Risks, and Limitations", "limitations"],
    ["How to Get Started with the Model", "get started"],
    ["Training Details", "training"],
    ["Evaluation", "evaluation"],
    ["Model Examination [optional]", "examination"],
    ["Environmental Impact", "environmental impact"],
    ["Technical Specifications [optional]", "technical specifications"],
    ["Citation [optional]", "citation"],
    ["Glossary [optional]", "glossary"],
    ["More Information [optional]", "more information"],
    ["Model Card Authors [optional]", "authors"],
    ["Model Card Contact", "contact"],
  ])("knows the template's %s", (heading, section) => expect(cardSection(heading)).toBe(section));
});

describe("cardTemplate", () => {
  it.each([
    [
      "Trainer",
      "<!-- This model card has been generated automatically according to the information the Trainer had access to. -->",
    ],
    [
      "Keras",
      "<!-- This model card has been generated automatically according to the information Keras had access to. -->",
    ],
    ["AutoTrain", "# Model Trained Using AutoTrain"],
    [
      "sentence-transformers",
      "This is a [sentence-transformers](https://www.SBERT.net) model: It maps sentences",
    ],
    ["spaCy", "| **Name** | `x` |\n| **spaCy** | `>=3.2` |"],
    ["diffusers", "These are LoRA adaption weights for a/b."],
    ["Hub template", "- **Developed by:** [More Information Needed]\n".repeat(10)],
    [null, "A model I made by hand."],
  ])("recognises %s", (family, card) => expect(cardTemplate(card)).toBe(family));
});

describe("cardSectionWords", () => {
  const words = (...lines: string[]) => Object.fromEntries(cardSectionWords(lines.join("\n")));
  it("counts the words of running text below each section's headings", () => {
    expect(
      words(
        "# tiny-bert",
        "No section yet.",
        "## Training Data",
        "We took **two** [corpora](https://example.org/a/b).",
        "```",
        "code = not counted",
        "```",
        "## Training procedure",
        "| loss | 0.1 |",
        "Three more words.",
        "## Evaluation",
        "## My thanks",
        "To all of you.",
      ),
    ).toEqual({ training: 4 + 3, evaluation: 0 });
  });
  it("gives the text below an author's own heading to the section above it in level", () => {
    expect(words("## Evaluation", "one", "### On a hard set", "two three", "## Thanks", "four")).toEqual({
      evaluation: 3,
    });
    expect(words("# Model card", "one", "## Thanks", "two three")).toEqual({ "model details": 1 });
  });
  it("does not take a placeholder for words", () => {
    expect(
      words("## Limitations", "[More Information Needed]", "## Uses", "More information needed"),
    ).toEqual({
      limitations: 0,
      uses: 0,
    });
    expect(words("## Training Data", "{{ training_data | default('x', true) }}")).toEqual({ training: 0 });
  });
  it("has no section in a card without headings, and counts no more words than there are", () => {
    expect(words("")).toEqual({});
    expect(words("just text")).toEqual({});
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("# Uses", "## Training", "a b", "", "### x", "```", "|a|")),
        (lines) => {
          const total = Object.values(words(...lines)).reduce((sum, count) => sum + count, 0);
          expect(total).toBeLessThanOrEqual(2 * lines.filter((line) => line === "a b").length);
        },
      ),
    );
  });
});
