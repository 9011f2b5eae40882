import { table } from "arquero";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { toTable } from "../../src/plot/index.js";

const read = (html: string) => JSDOM.fragment(html);

describe("toTable", () => {
  const rows = [
    {
      model: "<img src=x onerror=alert(1)>",
      likes: 12_345,
      share: 0.1234,
      created_at: new Date("2024-07-11"),
      gated: true,
    },
    { model: "a\u202eb", likes: null, share: null, created_at: null, gated: false },
  ];
  const shown = toTable(rows, { caption: "Two <models>", formats: { share: "share" } });

  it("is an accessible table with a caption and scoped headers", () => {
    const html = read(shown.html);
    expect(html.querySelector("caption")!.textContent).toBe("Two <models>");
    expect([...html.querySelectorAll("th")].map((th) => [th.textContent, th.getAttribute("scope")])).toEqual([
      ["model", "col"],
      ["likes", "col"],
      ["share", "col"],
      ["created at", "col"],
      ["gated", "col"],
    ]);
  });

  it("writes values for people and text as text", () => {
    const html = read(shown.html);
    const cells = [...html.querySelectorAll("tbody tr")].map((tr) =>
      [...tr.children].map((td) => td.textContent),
    );
    expect(cells).toEqual([
      ["<img src=x onerror=alert(1)>", "12,345", "12.3%", "11 July 2024", "yes"],
      ["a[U+202E]b", "–", "–", "–", "no"],
    ]);
    expect(html.querySelector("img")).toBeNull();
  });

  it("aligns numbers right in both forms", () => {
    const likes = read(shown.html).querySelector("tbody tr td:nth-child(2)")!;
    expect(likes.getAttribute("style")).toContain("text-align:right");
    expect(shown.text.split("\n")).toEqual([
      "Two <models>",
      "model                          likes  share  created at    gated",
      "----------------------------  ------  -----  ------------  -----",
      "<img src=x onerror=alert(1)>  12,345  12.3%  11 July 2024  yes",
      "a[U+202E]b                         –      –  –             no",
    ]);
  });

  it("takes an arquero table, chosen columns and headings, and says what it left out", () => {
    const source = table({ owner: ["a", "b", "c"], models: [3, 2, 1], hidden: [0, 0, 0] });
    const { html, text } = toTable(source, {
      caption: "Owners",
      columns: ["owner", { name: "models", heading: "models published" }],
      limit: 2,
      simulated: true,
    });
    expect(read(html).querySelector("caption")!.textContent).toBe(
      "Owners (1 more rows not shown) SIMULATED data.",
    );
    expect(text).toContain("owner  models published");
    expect(read(html).querySelectorAll("tbody tr")).toHaveLength(2);
  });

  it("says that there are no rows", () => {
    expect(toTable([], { caption: "None" }).text).toContain("None (no rows)");
  });
});

it("shows as much of a text as it is told to", () => {
  const rows = [{ why: "x".repeat(300) }];
  expect(toTable(rows, { caption: "" }).html).toContain(`${"x".repeat(119)}…`);
  expect(toTable(rows, { caption: "", textLength: 400 }).html).toContain("x".repeat(300));
});
