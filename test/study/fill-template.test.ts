import { describe, expect, it } from "vitest";
import { fillTemplate } from "../../src/study/fill-template.js";

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
