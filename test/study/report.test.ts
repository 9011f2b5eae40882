import { describe, expect, it } from "vitest";
import { trimFigure, trimSvg } from "../../src/plot/index.js";
import { toSvg } from "../../src/plot/to-svg.js";
import type { LedgerRow } from "../../src/study/claims/ledger-row.js";
import { cellTables } from "../../src/study/report/cell-tables.js";
import { claimInterval } from "../../src/study/report/claim-interval.js";
import { html, preformatted } from "../../src/study/report/html.js";
import { answerLineOf, answerOf, cellsUnder, questionOf } from "../../src/study/report/notebook-prose.js";
import { plotlyBundle } from "../../src/study/report/plotly-bundle.js";
import { reportHtml } from "../../src/study/report/report-html.js";
import { safeMarkdown } from "../../src/study/report/safe-markdown.js";
import { endsText, valueText } from "../../src/study/report/value-text.js";
import { families, real } from "../plot/families.js";
import { exampleLedger, exampleReport } from "../support/example-report.js";

describe("html", () => {
  it("takes values as text, lists joined, nothing for null and false", () => {
    const list = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
    expect(html`<ul title="${'"x"'}">${list}${null}${false}${0}</ul>`.text).toBe(
      '<ul title="&quot;x&quot;"><li>a</li><li>&lt;b&gt;</li>0</ul>',
    );
  });

  it("spells out characters that hide or reorder others", () => {
    expect(html`${"a\u202eb\u0007"}`.text).toBe("a[U+202E]b[U+0007]");
    expect(preformatted("if (a < b) {\n\tx\u2066\n}").text).toBe("if (a &lt; b) {\n  x[U+2066]\n}");
  });
});

describe("safeMarkdown", () => {
  it("renders prose, shows raw HTML as text and keeps only addresses that run nothing", () => {
    expect(safeMarkdown("**bold** `code`").text).toBe("<p><strong>bold</strong> <code>code</code></p>\n");
    expect(safeMarkdown("<img src=x onerror=alert(1)> x").text).not.toMatch(/<img/);
    expect(safeMarkdown("<script>alert(1)</script>").text).not.toMatch(/<script/);
    for (const address of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java\u0000script:alert(1)",
      "&#106;avascript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "//evil.example/x",
      "file:///etc/passwd",
    ]) {
      expect(safeMarkdown(`[words](<${address}>)`).text, address).not.toMatch(/href/);
    }
    expect(safeMarkdown("[a](https://example.org/x) [b](#c)").text).toBe(
      '<p><a href="https://example.org/x">a</a> <a href="#c">b</a></p>\n',
    );
    expect(safeMarkdown("![what it shows](https://example.org/x.png)").text).toBe("<p>what it shows</p>\n");
  });
});

describe("a notebook's prose", () => {
  const markdown = (source: string) => ({ cell_type: "markdown" as const, metadata: {}, source });
  const run = {
    name: "01-x",
    executed: {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [
        markdown("# Why?\n\nContext."),
        markdown("**SIMULATED.** **Answer.** Of 5.2 models, e.g. two, 40% hold. More follows."),
        markdown("## Data"),
        markdown("of the data"),
        markdown("### Part"),
        markdown("## Limits\n\n- one"),
      ],
    },
  };

  it("is found by its form", () => {
    expect(questionOf(run)).toBe("Why?");
    expect(answerOf(run)).toBe("Of 5.2 models, e.g. two, 40% hold. More follows.");
    expect(answerLineOf(run)).toBe("Of 5.2 models, e.g. two, 40% hold.");
    expect(cellsUnder(run, "data").map(({ source }) => source)).toEqual([
      "## Data",
      "of the data",
      "### Part",
    ]);
    const bare = { name: "02-y", executed: { ...run.executed, cells: [markdown("## Data")] } };
    expect([questionOf(bare), answerOf(bare), answerLineOf(bare)]).toEqual(["02-y", "", ""]);
  });
});

describe("cellTables", () => {
  const cell = (table: string) => ({
    cell_type: "code" as const,
    metadata: {},
    source: "",
    outputs: [
      {
        output_type: "display_data" as const,
        metadata: {},
        data: { "text/html": table, "text/plain": "in <plain> words" },
      },
    ],
  });

  it("shows a table of ours as it is and any other output as its plain text", () => {
    const ours = '<table class="hub-evolution"><tbody><tr><td>a &lt; b</td></tr></tbody></table>';
    expect(cellTables([cell(ours)], "x")[0]!.text).toContain(ours);
    for (const other of [
      `${ours}<img src=x onerror=alert(1)>`,
      ours.replace("<td>", '<td onclick="x">'),
      ours.replace("</table>", "<script>x</script></table>"),
      `${ours}<svg`,
    ]) {
      expect(cellTables([cell(other)], "x")[0]!.text).toBe(
        '<pre data-scroller="x">in &lt;plain&gt; words</pre>',
      );
    }
  });
});

it("plotlyBundle takes the smallest bundle that draws everything", () => {
  expect(plotlyBundle([])).toBeUndefined();
  expect(plotlyBundle(["scatter", "bar"])).toBe("basic");
  expect(plotlyBundle(["scatter", "heatmap"])).toBe("cartesian");
  expect(plotlyBundle(["scatter", "surface"])).toBe("strict");
});

it("values are shown as percent, words or numbers, intervals with decimals that tell their ends apart", () => {
  expect([
    valueText(0.42, "share"),
    valueText(12_345, "models"),
    valueText(true, ""),
    valueText(null, "x"),
  ]).toEqual(["42.0%", "12,345", "yes", "–"]);
  expect(endsText(0.42, 0.41, 0.435, "share")).toBe("41.0% to 43.5%");
  expect(endsText(0.42, null, null, "share")).toBe("");
  expect(endsText("transformers", null, null, "")).toBe("");
});

describe.each(Object.entries(families))("trimming the %s figure", (_, make) => {
  it("takes its title and source line off, and nothing else", () => {
    const { layout, ...figure } = make(real);
    const trimmed = trimFigure(layout);
    expect(trimmed.layout).not.toHaveProperty("title");
    const svg = toSvg({ ...figure, layout });
    const texts = (picture: string) =>
      [...picture.matchAll(/<text[^>]*>(?:<tspan[^>]*>)?([^<]*)/g)].map(([, text]) => text);
    const bare = texts(toSvg({ ...figure, layout: trimmed.layout }));
    expect(bare.join(" ")).not.toContain("snapshot example");
    expect(texts(svg).length).toBeGreaterThan(bare.length);
    const [, height] = /height="([\d.]+)" viewBox/.exec(trimSvg(svg, trimmed)) ?? [];
    expect(Number(height)).toBe((layout.height as number) - trimmed.top - trimmed.bottom);
    expect(trimmed.layout.height).toBe(Number(height));
  });
});

describe("claimInterval", () => {
  const row: LedgerRow = { ...exampleLedger[1]!, published: 0.5, estimate: 0.25, low: 0.2, high: 0.3 };
  it("draws the estimate with its interval against the published value, to scale", () => {
    const svg = claimInterval(row)!.text;
    const published = Number(/class="published" d="M([\d.]+)/.exec(svg)![1]);
    const [, low, high] = /class="bar" d="M([\d.]+) \d+H([\d.]+)/.exec(svg)!.map(Number);
    const dot = Number(/cx="([\d.]+)"/.exec(svg)![1]);
    expect((dot - low!) / (published - low!)).toBeCloseTo((0.25 - 0.2) / (0.5 - 0.2), 2);
    expect((high! - low!) / (published - low!)).toBeCloseTo((0.3 - 0.2) / (0.5 - 0.2), 2);
    expect(svg).toContain('aria-label="Found 25.0% (20.0% to 30.0%), published 50.0%."');
  });
  it("draws nothing where one is no number, and a point where all are equal", () => {
    expect(claimInterval({ ...row, published: "rising" })).toBeNull();
    expect(claimInterval({ ...row, estimate: null, low: null, high: null })).toBeNull();
    expect(claimInterval({ ...row, published: 1, estimate: 1, low: null, high: null })!.text).toContain(
      'cx="84"',
    );
  });
});

describe("reportHtml", () => {
  it("names every question with its answer, figure, snapshot and version", () => {
    const content = exampleReport();
    const page = reportHtml(content);
    for (const run of content.runs) {
      expect(page).toContain(`id="${run.name}"`);
      for (const figure of run.figures) {
        expect(page).toContain(`href="figures/${run.name}-${figure.name}.csv"`);
        expect(page).toContain(`cell ${figure.cell}</summary>`);
      }
    }
    expect(page).toContain("31 copies of other models: excluded");
    expect(page).toContain(`sha256:${"0".repeat(64)}`);
    expect(page).not.toContain("SIMULATED:");
  });

  it("says SIMULATED where a snapshot is, and has no ledger where none was given", () => {
    const { ledger: _, ...content } = exampleReport({ runs: [] });
    const [used] = content.snapshots;
    const manifest = { ...used!.manifest, hub: { ...used!.manifest.hub, kind: "simulated" as const } };
    const page = reportHtml({ ...content, snapshots: [{ ...used!, manifest }] });
    expect(page).toContain("SIMULATED:");
    expect(page).not.toContain('id="ledger"');
    expect(page).not.toContain('id="plotly"');
  });
});
