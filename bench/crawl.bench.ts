/**
 * The list of 100,000 models from a Hub on this machine: our crawl (every page archived and synced, tables built) against
 * @huggingface/hub's listModels, which keeps nothing. Interleaved, the best of several rounds. The target is under 60 s
 * and under 500 MB.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { inventModels } from "../test/support/hub-model.js";
import { startHubServer } from "../test/support/hub-server.js";

const rounds = Number(process.env.ROUNDS ?? 2);
const models = Number(process.env.MODELS ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), "crawl-bench-"));
// Compiled beforehand: what is measured is the crawl, not the compiler.
const bundle = join(import.meta.dirname, "..", "test-results", `crawl-bench-${process.pid}`);
await build({
  entryPoints: [join(import.meta.dirname, "list-worker.ts")],
  outdir: bundle,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  packages: "external",
});
const hub = await startHubServer({ models: inventModels(models, 1, { commits: false }) });

async function measure(
  mode: string,
  out: string,
): Promise<{ models: number; seconds: number; peakMB: number }> {
  const child = spawn(process.execPath, [join(bundle, "list-worker.mjs"), mode, hub.url, out], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${mode} ended with ${code}`);
  return JSON.parse(text);
}

try {
  const best: Record<string, { models: number; seconds: number; peakMB: number }> = {};
  for (let round = 0; round < rounds; round++) {
    for (const mode of ["crawl", "peer"]) {
      const run = await measure(mode, join(folder, `${mode}-${round}`));
      if (!best[mode] || run.seconds < best[mode].seconds) best[mode] = run;
    }
  }
  const { crawl, peer } = best;
  console.log(
    `list of ${crawl!.models} models: crawl ${crawl!.seconds.toFixed(1)} s, peak ${crawl!.peakMB.toFixed(0)} MB; ` +
      `listModels alone ${peer!.seconds.toFixed(1)} s, peak ${peer!.peakMB.toFixed(0)} MB; ratio ${(crawl!.seconds / peer!.seconds).toFixed(2)}`,
  );
  if (crawl!.models !== models || peer!.models !== models) throw new Error("models are missing");
} finally {
  await hub.close();
  rmSync(bundle, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
