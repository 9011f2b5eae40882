/** `npm run hub -- [SNAPSHOT] [--models N] [--seed S] [--port P]`: a simulated Hub on this machine, to try the crawl on. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { simulate } from "../../src/simulate/index.js";
import { hubModelsOf } from "./hub-models-of.js";
import { startHubServer } from "./hub-server.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    models: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    port: { type: "string", default: "8923" },
  },
});

const folder = mkdtempSync(join(tmpdir(), "hub-evolution-hub-"));
try {
  let snapshot = positionals[0];
  if (!snapshot) {
    snapshot = join(folder, "simulated");
    await simulate({ out: snapshot, models: Number(values.models), seed: Number(values.seed) });
  }
  const models = await hubModelsOf(snapshot);
  const hub = await startHubServer({
    models,
    port: Number(values.port),
    // What the Hub grants a free account, in a window short enough to try it.
    limits: { api: 1000, resolve: 5000, windowSeconds: 30 },
  });
  process.stdout.write(
    `A simulated Hub of ${models.length} models at ${hub.url} (Ctrl-C ends it). Try, in another terminal:\n` +
      `  npx hub-evolution crawl --hub ${hub.url} --out trial --with commits,files,cards\n`,
  );
  await new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await hub.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
