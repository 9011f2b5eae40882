/** A crawl in a process of its own, for tests that kill it: `crawl-worker.ts OUT HUB WITH`. Tells its phases on stdout. */
import { crawl } from "../../src/hub/crawl.js";

const [out, hub, kinds] = process.argv.slice(2);
let told = "";
await crawl({
  out: out!,
  hub: hub!,
  tool: "hub-evolution test",
  with: kinds!.split(",") as ("commits" | "files" | "cards")[],
  concurrency: 4,
  memoryLimit: "300MB",
  environment: process.env,
  fetch: { budgets: { resolve: { quota: 1e6, windowSeconds: 300 } }, backoffMs: { base: 1, cap: 5 } },
  onProgress: ({ phase, step }) => {
    const now = `${phase} ${step ?? ""}`;
    if (now !== told) process.stdout.write(`${now}\n`);
    told = now;
  },
});
