import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainLine } from "../../src/plot/index.js";
import { importArchive } from "../../src/snapshot/index.js";
import { openChromium } from "../support/chromium.js";
import { hostileWords } from "../support/hostile-words.js";
import { scratchFolder } from "../support/notebook.js";
import { openWatched } from "../support/report-page.js";

const root = join(import.meta.dirname, "../..");
const browser = await openChromium();
await browser?.close();

const code = (source: string) => ({
  cell_type: "code",
  metadata: {},
  execution_count: null,
  outputs: [],
  source,
});
const markdown = (source: string) => ({ cell_type: "markdown", metadata: {}, source });

/** A notebook that puts what the snapshot holds wherever a notebook can put it. */
const cells = [
  markdown("# What do <img src=x onerror=alert(7)> tags say?\n\nSee <script>alert(8)</script>."),
  {
    ...markdown("not run"),
    metadata: {
      template: `**Answer.** ${hostileWords.map((_, i) => `{{word-${i}}}`).join(" and ")} in {{word-0|snapshot}}, [here](javascript:alert(9)).`,
    },
  },
  markdown("## Data"),
  code(`import { barFigure, heatMapFigure, networkFigure, openSnapshot, record, scatterFigure, show, showTable } from "hub-evolution";
import * as tslab from "tslab";
const hub = await openSnapshot("census");
const from = { snapshot: hub.name, asOf: hub.asOf, simulated: false };
const ids = (await hub.columns("SELECT id FROM models ORDER BY id")).id as string[];
const words = (await hub.columns("SELECT DISTINCT unnest(tags) AS tag FROM models ORDER BY tag")).tag as string[];
showTable(words.map((word, i) => ({ [words[i]]: word, id: ids[i % ids.length], change: -i })), { caption: words[0] });
tslab.display.html("<img src=x onerror=alert(10)><table><tr><td onclick=alert(11)>x</td></tr></table>");`),
  code(`const expected = ${JSON.stringify(hostileWords)};
expected.forEach((word, i) => record("word-" + i, words.find((found) => found === word) ?? "missing: " + word, { n: words.length, unit: word, snapshot: hub }));
record("ids", ids.length, { n: ids.length, snapshot: hub });`),
  code(
    `show(barFigure({ name: "bars", title: words.join(" "), n: words.length, of: words[3], note: words[1], category: words[0], categories: words, value: { title: words[2] }, series: [{ name: words[4], values: words.map((_, i) => i - 3.5) }, { name: words[5], values: words.map((_, i) => i) }] }, from));`,
  ),
  code(
    `show(heatMapFigure({ name: "cells", title: words[0], n: 1, of: "tags", row: words[1], column: words[2], rows: words, columns: words.slice(0, 4), values: words.map((_, i) => [i, 1, 2, null]), value: words[3] }, from));`,
  ),
  code(
    `show(scatterFigure({ name: "points", title: words[1], n: 1, of: "tags", x: { title: words[2] }, y: { title: words[3] }, groups: [{ name: words[4], x: words.map((_, i) => i), y: words.map((_, i) => i % 5), labels: words }] }, from));`,
  ),
  code(
    `show(networkFigure({ name: "links", title: words[2], n: 1, of: "tags", sizeOf: words[3], linkedBy: words[4], nodes: words.map((word, i) => ({ id: word, x: Math.cos(i), y: Math.sin(i), size: i + 1, group: words[i % 3] })), edges: words.slice(1).map((word, i) => ({ from: words[0], to: word })) }, from));`,
  ),
  // A figure made by hand, past every family's escaping.
  code(`show({ name: "raw", title: words[0], caption: words[1], simulated: false, rows: words.map((word, i) => ({ [word]: word, value: -i / 7 })),
  data: [{ type: "scatter", mode: "markers+text", x: words.map((_, i) => i), y: words.map((_, i) => i), text: words, hovertemplate: words.join(" ") + "<extra>" + words[0] + "</extra>", name: words[3] }],
  layout: { title: { text: words.join(" ") }, xaxis: { title: { text: words[2] } }, height: 400, margin: { t: 80 }, annotations: [{ text: words[3], x: 1, y: 1, showarrow: false }], images: [{ source: "https://evil.example/i.png", x: 0, y: 1, sizex: 1, sizey: 1 }] } });`),
];

describe.skipIf(!browser)("a study of a snapshot whose words are hostile", () => {
  const folder = scratchFolder();
  const out = join(folder, "report");
  const page = join(out, "index.html");

  beforeAll(async () => {
    const rows = hostileWords.map((word, i) => ({
      _id: i.toString(16).padStart(24, "0"),
      id: `${word.replaceAll("/", "∕")}/model-${i}`,
      likes: i,
      downloads: i,
      private: false,
      tags: hostileWords,
      library_name: word,
      pipeline_tag: word,
      createdAt: "2023-05-01T10:00:00.000Z",
    }));
    const archive = join(folder, "archive", "pages");
    mkdirSync(archive, { recursive: true });
    writeFileSync(join(archive, "page-1.json.gz"), gzipSync(JSON.stringify(rows)));
    await importArchive({
      sources: [join(folder, "archive")],
      out: join(folder, "snapshot"),
      tool: "hub-evolution test",
      title: hostileWords.join(" "),
      origins: [
        { title: hostileWords[0]!, path: "javascript:alert(12)", licence: hostileWords[1]! },
        { title: hostileWords[0]!, path: 'https://example.org/"onmouseover="alert(13)' },
      ],
    });
    const notebook = join(folder, "hostile.ipynb");
    writeFileSync(
      notebook,
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
        cells,
      }),
    );
    const run = spawnSync(
      process.execPath,
      [
        join(root, "dist", "cli.js"),
        ...["study", notebook, "--study", "published", "--out", out],
        ...["--snapshot", `census=${join(folder, "snapshot")}`],
      ],
      { encoding: "utf8", cwd: root },
    );
    expect(run.stderr).toContain("1 of 1 notebooks ran");
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps every word as it was read", () => {
    const { results } = JSON.parse(readFileSync(join(out, "results.json"), "utf8"));
    expect(results.slice(0, -1).map(({ value }: { value: string }) => value)).toEqual(hostileWords);
  });

  it.each<[string, BrowserContextOptions]>([
    ["as published", {}],
    ["with its policy taken away", { bypassCSP: true }],
    ["without JavaScript", { javaScriptEnabled: false }],
  ])("runs, opens, fetches and injects nothing: %s", async (_, options) => {
    const watched = await openWatched(page, { viewport: { width: 1200, height: 900 }, ...options });
    const { page: opened, incidents } = watched;
    const scripted = options.javaScriptEnabled !== false;
    if (scripted) {
      for (const figure of await opened.locator("figure").all()) {
        await figure.locator("summary").last().click();
        await figure.locator("button.explore").click();
        await figure.locator(".live .main-svg").first().waitFor();
        // Over the drawing, so that labels on hover are made.
        const box = (await figure.locator(".live").boundingBox())!;
        for (let i = 1; i < 12; i++) {
          await opened.mouse.move(box.x + (box.width * i) / 12, box.y + (box.height * (12 - i)) / 12);
        }
        await opened.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      }
      expect(await opened.locator("figure[data-live]").count()).toBe(5);
    }
    const foreign = await opened.locator("body").evaluate((body) =>
      [...body.querySelectorAll("*")].flatMap((element) => {
        const attributes = [...element.attributes];
        const bad =
          ["IFRAME", "OBJECT", "EMBED", "STYLE", "LINK", "BASE"].includes(element.tagName.toUpperCase()) ||
          (element.localName === "img" && !element.closest(".plate")) ||
          (element.localName === "image" &&
            attributes.some(({ name, value }) => /href$/.test(name) && !value.startsWith("data:image/"))) ||
          (element.localName === "script" &&
            !["text/plain", "application/json", "module"].includes(element.getAttribute("type") ?? "")) ||
          (element.localName === "a" &&
            attributes.some(
              ({ name, value }) =>
                /href$/.test(name) &&
                !/^(?:#|figures\/|notebooks\/|results\.json|https:\/\/example\.org\/)/.test(value),
            )) ||
          attributes.some(({ name }) => /^on/.test(name));
        return bad ? [element.outerHTML.slice(0, 200)] : [];
      }),
    );
    const text = await opened.locator("body").evaluate((body) => body.textContent!);
    const hidden = await opened.locator("main").evaluate((main) => getComputedStyle(main).display === "none");
    await watched.close();
    expect(foreign).toEqual([]);
    expect(incidents).toEqual([]);
    for (const word of hostileWords) expect(text, word).toContain(plainLine(word));
    expect([...text].filter((letter) => ["\u202e", "\u200b", "\x07"].includes(letter))).toEqual([]);
    expect(hidden).toBe(false);
  });

  it("draws pictures that hold no script, link, handler or foreign address", async () => {
    for (const file of readdirSync(join(out, "figures")).filter((name) => name.endsWith(".svg"))) {
      const watched = await openWatched(join(out, "figures", file));
      const found = await watched.page.evaluate(() =>
        [...document.querySelectorAll("*")].flatMap(({ localName, attributes }) =>
          ["script", "a", "image", "foreignObject", "iframe", "style"].includes(localName) ||
          [...attributes].some(
            ({ name, value }) =>
              /^on/.test(name) || (/(?:href|src|style)$/.test(name) && /(?:https?|javascript):/.test(value)),
          )
            ? [localName]
            : [],
        ),
      );
      await watched.close();
      expect(found, file).toEqual([]);
      expect(watched.incidents, file).toEqual([]);
    }
  });

  it("exports no formula, and negative numbers as numbers", () => {
    const files = readdirSync(join(out, "figures")).filter((name) => name.endsWith(".csv"));
    expect(files).toHaveLength(5);
    for (const file of files) {
      const text = readFileSync(join(out, "figures", file), "utf8");
      const fields = [...text.matchAll(/"((?:[^"]|"")*)"|([^,\r\n]+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare!,
      );
      const running = fields.filter((field) => /^\s*[=+\-@]/.test(field) && Number.isNaN(Number(field)));
      expect(running, file).toEqual([]);
    }
    const bars = readFileSync(join(out, "figures", "hostile-bars.csv"), "utf8");
    expect(bars).toMatch(/,-3\.5(?:,|\r)/);
    expect(bars).toContain("'=cmd|");
  });

  it("leaves no live markup in the executed notebook's prose", () => {
    const { cells: executed } = JSON.parse(readFileSync(join(out, "notebooks", "hostile.ipynb"), "utf8"));
    const answer = executed[1].source.join("");
    expect(answer).not.toMatch(/(?<!\\)<(?:img|script|a|svg|iframe|style)\b/);
    expect(answer).toContain("\\[words\\](javascript:alert(5))");
  });
});
