import { describe, expect, it } from "vitest";
import { escapeMarkup } from "../../src/plot/index.js";
import { fillTemplate } from "../../src/study/fill-template.js";
import { safeMarkdown } from "../../src/study/report/safe-markdown.js";

const results = [
  {
    name: "gini-likes",
    value: 0.9712,
    low: 0.9701,
    high: 0.9723,
    n: 760_000,
    unit: "",
    snapshot: "census-2024-07-11",
    asOf: "2024-07-11T17:04:39.000Z",
  },
  {
    name: "best",
    value: "exponential",
    low: null,
    high: null,
    n: 9,
    unit: "",
    snapshot: "s",
    asOf: "2024-01-01T00:00:00.000Z",
  },
];
const cell = (template: string) => ({
  cell_type: "markdown" as const,
  metadata: { template },
  source: "old",
});
const rendered = (template: string, simulated = false) =>
  fillTemplate(cell(template), results, { simulated }).source;

describe("fillTemplate", () => {
  it.each([
    ["{{best}} growth", "exponential growth"],
    ["{{gini-likes}}", "0.971"],
    ["{{gini-likes|share}}", "97.1%"],
    ["{{gini-likes|interval}}", "0.9712 (95% interval 0.9701 to 0.9723)"],
    ["{{gini-likes|share interval}}", "97.12% (95% interval 97.01% to 97.23%)"],
    [
      "{{gini-likes|n}} models of {{gini-likes|snapshot}}, {{gini-likes|as-of}}",
      "760,000 models of census-2024-07-11, 11 July 2024",
    ],
  ])("renders %s", (template, text) => expect(rendered(template)).toBe(text));

  it.each([
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](https://e.example/p.png) `code` **b** __i__ ~~s~~",
    "https://e.example www.e.example me@e.example $x$ a|b &amp; \\",
    "# heading",
  ])("shows the text %j as written", (value) => {
    const source = fillTemplate(cell("{{best}}"), [{ ...results[1]!, value }], { simulated: false }).source;
    const shown = safeMarkdown(String(source)).text;
    expect(shown.replace(/^<p>|<\/p>\n$/g, "")).toBe(escapeMarkup(value));
  });

  it("leaves words with hyphens and underscores alone, and spells out what reorders", () => {
    const show = (value: string) =>
      fillTemplate(cell("{{best}}"), [{ ...results[1]!, value }], { simulated: false }).source;
    expect(show("text-generation, commit_files, 0.5")).toBe("text-generation, commit_files, 0.5");
    expect(show("a\u202eb")).toBe("a\\[U+202E\\]b");
  });

  it("says SIMULATED where the data are", () =>
    expect(rendered("{{best}}", true)).toBe("**SIMULATED.** exponential"));

  it("leaves cells without a template alone", () => {
    const plain = { cell_type: "markdown" as const, metadata: {}, source: "{{best}}" };
    expect(fillTemplate(plain, results, { simulated: true })).toBe(plain);
  });

  it("refuses what was not recorded, and forms that do not exist", () => {
    expect(() => rendered("{{gini-downloads}}")).toThrow(/gini-downloads.*no result/);
    expect(() => rendered("{{best|loud}}")).toThrow(/no such form/);
  });
});
