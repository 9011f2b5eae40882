import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textWidth } from "../../src/plot/font-metrics.js";
import { toSvg } from "../../src/plot/index.js";
import { fontFamily } from "../../src/plot/theme.js";
import { openChromium } from "../support/chromium.js";
import { families, real, simulated } from "./families.js";

const browser: Browser | undefined = await openChromium();

/** Whether the browser has Arial or a font of its widths, for which figures are laid out (Debian: fonts-liberation). */
async function hasThemeFont(): Promise<boolean> {
  const sample = "How many models does the Hub hold?";
  const page = await browser!.newPage();
  const drawn = await page.evaluate(
    ([text, font]) => {
      const pen = document.createElement("canvas").getContext("2d")!;
      pen.font = `100px ${font}`;
      return pen.measureText(text!).width;
    },
    [sample, fontFamily],
  );
  // Left open: a browser of one process ends with its last page.
  return Math.abs(drawn / textWidth(sample, 100) - 1) < 0.02;
}

// Counted as skipped where no Chromium can start, or where it would draw in a wider font.
describe.skipIf(!browser || !(await hasThemeFont()))("in a real browser", () => {
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    page = await browser!.newPage({ viewport: { width: 900, height: 800 } });
    page.on("pageerror", (error) => failures.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) failures.push(message.text());
    });
    page.on("dialog", (dialog) => {
      failures.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (/^https?:/.test(request.url())) failures.push(`request: ${request.url()}`);
    });
    await page.setContent("<!doctype html><body><div id='figure'></div><div id='picture'></div>");
    const plotly = createRequire(import.meta.url).resolve("plotly.js/dist/plotly.min.js");
    await page.addScriptTag({ content: readFileSync(plotly, "utf8") });
  });
  afterAll(() => browser!.close());

  it.each(Object.entries(families))("plotly draws %s as the static picture shows it", async (_, make) => {
    failures.length = 0;
    const figure = make(simulated);
    const measured = await page.evaluate(
      async ({ json, svg }) => {
        const { data, layout } = JSON.parse(json);
        const plotly = (
          globalThis as unknown as { Plotly: { newPlot(...args: unknown[]): Promise<unknown> } }
        ).Plotly;
        await plotly.newPlot("figure", data, { ...layout, width: 860 });
        const picture = document.getElementById("picture")!;
        picture.innerHTML = svg;
        // Extra pixels for the side bearings of slanted glyphs.
        const outside = (root: Element) => {
          const frame = root.getBoundingClientRect();
          return [...root.querySelectorAll("text")]
            .filter((text) => text.textContent?.trim())
            .filter((text) => {
              const box = text.getBoundingClientRect();
              return (
                box.left < frame.left - 1 ||
                box.right > frame.right + 1 ||
                box.top < frame.top - 1 ||
                box.bottom > frame.bottom + 1
              );
            })
            .map((text) => text.textContent);
        };
        const texts = (root: Element) =>
          [...root.querySelectorAll("text")]
            .map((text) => text.textContent!)
            .filter((text) => text.trim())
            .sort();
        const figureElement = document.getElementById("figure")!;
        return {
          live: texts(figureElement),
          still: texts(picture),
          clipped: [...outside(figureElement), ...outside(picture.querySelector("svg")!)],
          markup: document.querySelectorAll("#figure img, #figure script, #picture img, #picture script")
            .length,
        };
      },
      { json: JSON.stringify(figure), svg: toSvg(figure) },
    );
    expect(failures).toEqual([]);
    expect(measured.clipped).toEqual([]);
    expect(measured.markup).toBe(0);
    expect(measured.still).toEqual(measured.live);
  });

  it.each(Object.entries(families))("texts of %s do not overlap", async (_, make) => {
    const overlaps = await page.evaluate(
      (svg) => {
        const picture = document.getElementById("picture")!;
        picture.innerHTML = svg;
        const texts = [...picture.querySelectorAll("text")].filter((text) => {
          // Slanted labels have boxes far larger than their letters.
          return text.textContent?.trim() && !/rotate\((?!0)/.test(text.getAttribute("transform") ?? "");
        });
        const boxes = texts.map((text) => text.getBoundingClientRect());
        const found: string[] = [];
        for (let i = 0; i < boxes.length; i++) {
          for (let j = 0; j < i; j++) {
            const [a, b] = [boxes[i]!, boxes[j]!];
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 2 && down > 1) found.push(`${texts[i]!.textContent} / ${texts[j]!.textContent}`);
          }
        }
        return found;
      },
      toSvg(make(real)),
    );
    expect(overlaps).toEqual([]);
  });
});
