import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { openChromium } from "./chromium.js";

/** A page open in a browser of its own, and everything on it that should not have happened. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests past this page's own file and data in it, scripts that failed or were refused, dialogs. */
  readonly incidents: string[];
  close(): Promise<void>;
}

/** Opens a file in a fresh Chromium (the one from npm bears one page at a time) and watches it. */
export async function openWatched(file: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const browser = await openChromium();
  if (!browser) throw new Error("no Chromium starts here");
  const page = await (await browser.newContext(options)).newPage();
  const incidents: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && !url.startsWith("blob:") && url.split("#")[0] !== address)
      incidents.push(`request ${url}`);
  });
  page.on("pageerror", (error) => incidents.push(`error ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) incidents.push(`console ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    incidents.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, incidents, close: () => browser.close() };
}

/** Writes a page into a fresh folder; returns its path. */
export function writePage(html: string): string {
  const path = join(
    mkdtempSync(join(process.env.HUB_EVOLUTION_TEST_FOLDER ?? tmpdir(), "page-")),
    "index.html",
  );
  writeFileSync(path, html);
  return path;
}
