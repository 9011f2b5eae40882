import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A headless Chromium: the system's, else the one from npm; undefined where neither starts. */
export async function openChromium(): Promise<Browser | undefined> {
  const system = installed.find((path) => existsSync(path));
  if (system) {
    const browser = await chromium
      .launch({ executablePath: system, args: ["--no-sandbox"] })
      .catch(() => undefined);
    if (browser) return browser;
  }
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    return await chromium.launch({
      executablePath: await packed.executablePath(),
      args: packed.args,
      headless: true,
    });
  } catch {
    return undefined;
  }
}
