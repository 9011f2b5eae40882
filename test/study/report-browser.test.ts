import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verdicts } from "../../src/study/claims/ledger-row.js";
import { reportHtml } from "../../src/study/report/report-html.js";
import { openChromium } from "../support/chromium.js";
import { exampleLedger, exampleReport } from "../support/example-report.js";
import { openWatched, type WatchedPage, writePage } from "../support/report-page.js";

const browser = await openChromium();
await browser?.close();

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds against WCAG 2.2 at level A or AA. */
async function violations({ page }: WatchedPage): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          where: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const found = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    });
    return found.violations.map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes[0]!.html.slice(0, 200)} ${nodes[0]!.failureSummary}`,
    );
  });
}

// Counted as skipped where no Chromium can start.
describe.skipIf(!browser)("the report in a real browser", () => {
  let path: string;
  beforeAll(() => {
    path = writePage(reportHtml(exampleReport()));
  });

  const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 1000 }, bypassCSP: true };
  const phone: BrowserContextOptions = {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    bypassCSP: true,
  };

  it("weighs less than 15 MB and holds plotly once", () => {
    expect(statSync(path).size).toBeLessThan(15e6);
    expect(readFileSync(path, "utf8").match(/plotly\.js \(\w+ - minified\)/g)).toHaveLength(1);
  });

  it("opens from disk without fetching anything", async () => {
    const watched = await openWatched(path, { viewport: { width: 1440, height: 1000 } });
    const loaded = await watched.page.evaluate(
      () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).loadEventEnd,
    );
    await watched.close();
    expect(watched.incidents).toEqual([]);
    // About half a second on two idle cores; the bound only tells a page that waits for something.
    expect(loaded).toBeLessThan(15_000);
  });

  it.each([
    ["light", desktop],
    ["dark", { ...desktop, colorScheme: "dark" as const }],
    ["phone", phone],
    ["dark phone", { ...phone, colorScheme: "dark" as const }],
  ])("has no axe-core violation of level A or AA: %s", async (_, options) => {
    const watched = await openWatched(path, options);
    const { page } = watched;
    // Folded and interactive parts are looked at too.
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    await page.locator("button.explore").first().click();
    await page.locator("figure[data-live]").first().waitFor();
    const found = await violations(watched);
    await watched.close();
    expect(found).toEqual([]);
    expect(watched.incidents).toEqual([]);
  });

  it("keeps the page within a phone's width, with wide figures and tables scrolling inside it", async () => {
    const watched = await openWatched(path, phone);
    const { page } = watched;
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    const sizes = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      claims: document.querySelector("table.claims")!.parentElement!.scrollWidth,
    }));
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLElement>("[data-scroller]")]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .every(({ tabIndex, role, ariaLabel }) => tabIndex === 0 && role === "region" && ariaLabel),
    );
    await watched.close();
    expect(sizes.page).toBe(390);
    expect(sizes.claims).toBeGreaterThan(390);
  });

  describe("with a keyboard", () => {
    let watched: WatchedPage;
    beforeAll(async () => {
      watched = await openWatched(path, { viewport: { width: 1440, height: 1000 } });
    });
    afterAll(() => watched.close());

    const focused = () =>
      watched.page.evaluate(() => {
        const { activeElement } = document;
        const { outlineStyle, outlineWidth } = getComputedStyle(activeElement!);
        return {
          text: activeElement!.textContent!.trim(),
          tag: activeElement!.tagName,
          id: activeElement!.id,
          outline: `${outlineStyle} ${outlineWidth}`,
        };
      });

    it("offers to skip to the questions first, and goes there", async () => {
      await watched.page.keyboard.press("Tab");
      expect(await focused()).toMatchObject({ text: "Skip to the questions", outline: "solid 3px" });
      await watched.page.keyboard.press("Enter");
      expect((await focused()).id).toBe("main");
      await watched.page.keyboard.press("Tab");
      expect(await focused()).toMatchObject({ tag: "A", outline: "solid 3px" });
    });

    it("starts a figure and goes back to its picture", async () => {
      const { page } = watched;
      const figure = page.locator("figure").first();
      await figure.locator("button.explore").focus();
      await page.keyboard.press("Enter");
      await page.locator("figure[data-live]").first().waitFor();
      expect(await figure.locator(".live .main-svg").count()).toBeGreaterThan(0);
      expect(await figure.locator("button.explore").getAttribute("aria-pressed")).toBe("true");
      expect(await figure.locator(".plate img").isVisible()).toBe(false);
      await page.keyboard.press("Space");
      expect(await figure.locator("button.explore").getAttribute("aria-pressed")).toBe("false");
      expect(await figure.locator(".plate img").isVisible()).toBe(true);
      expect(watched.incidents).toEqual([]);
    });

    it("sorts the ledger, unknown values last both ways", async () => {
      const { page } = watched;
      const head = page.locator("table.claims thead th").nth(3);
      const column = () =>
        page
          .locator("table.claims tbody tr td:nth-child(4)")
          .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.sort));
      await head.locator("button").focus();
      await page.keyboard.press("Enter");
      expect(await head.getAttribute("aria-sort")).toBe("ascending");
      const known = exampleLedger.flatMap(({ estimate }) => (estimate === null ? [] : [Number(estimate)]));
      const unknown = Array.from({ length: exampleLedger.length - known.length }, () => undefined);
      const rising = known.toSorted((a, b) => a - b).map(String);
      expect(await column()).toEqual([...rising, ...unknown]);
      await page.keyboard.press("Enter");
      expect(await head.getAttribute("aria-sort")).toBe("descending");
      expect(await column()).toEqual([...rising.toReversed(), ...unknown]);
      expect(await page.locator("table.claims [aria-sort]").count()).toBe(1);
    });

    it("filters the ledger by text, verdict and study, and says how many are left", async () => {
      const { page } = watched;
      const form = page.locator("form.filters");
      const shown = () => page.locator("table.claims tbody tr:visible").count();
      const expectShown = async (rows: readonly unknown[]) => {
        expect(await shown()).toBe(rows.length);
        expect(await form.locator("output").textContent()).toBe(
          `${rows.length} of ${exampleLedger.length} claims`,
        );
      };
      await form.getByLabel("Verdict").selectOption("contradicted");
      await expectShown(exampleLedger.filter(({ verdict }) => verdict === "contradicted"));
      await form.getByLabel("Study").selectOption("Author B et al., 2024");
      await expectShown(
        exampleLedger.filter(
          ({ verdict, paper }) => verdict === "contradicted" && paper === "Author B et al., 2024",
        ),
      );
      await form.getByRole("button").click();
      await expectShown(exampleLedger);
      await form.getByLabel("Text").fill("NUMBER 17");
      await expectShown([exampleLedger[17]]);
      await form.getByLabel("Text").fill("no such words");
      await expectShown([]);
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
      await expectShown(exampleLedger);
      expect(watched.incidents).toEqual([]);
    });
  });

  it("counts the verdicts in words above the table", async () => {
    const watched = await openWatched(path, { viewport: { width: 1440, height: 1000 } });
    const counts = await watched.page.locator(".counts li").allTextContents();
    await watched.close();
    expect(counts).toEqual(
      verdicts.map(
        (verdict) => `${verdict} ${exampleLedger.filter((row) => row.verdict === verdict).length}`,
      ),
    );
  });

  it("shows pictures, claims and provenance without JavaScript, and offers nothing that needs it", async () => {
    const watched = await openWatched(path, { ...desktop, bypassCSP: false, javaScriptEnabled: false });
    const { page } = watched;
    expect(await page.locator("button.explore:visible").count()).toBe(0);
    expect(await page.locator("form.filters:visible").count()).toBe(0);
    expect(await page.locator(".plate img:visible").count()).toBe(await page.locator("figure").count());
    expect(await page.locator("table.claims tbody tr:visible").count()).toBe(exampleLedger.length);
    expect(await page.locator("#provenance").textContent()).toContain("12 files: could not be had (gated)");
    await watched.close();
    expect(watched.incidents).toEqual([]);
  });

  it("keeps still for readers who ask for less motion", async () => {
    const behaviour = async (reducedMotion: "reduce" | "no-preference") => {
      const watched = await openWatched(path, { ...desktop, reducedMotion });
      const found = await watched.page.evaluate(
        () => getComputedStyle(document.documentElement).scrollBehavior,
      );
      await watched.close();
      return found;
    };
    expect(await behaviour("reduce")).toBe("auto");
    expect(await behaviour("no-preference")).toBe("smooth");
  });
});
