/** `list-worker.ts crawl|peer HUB OUT`: reads a Hub's list of models; prints models, seconds and peak memory as JSON. */
import { listModels } from "@huggingface/hub";
import { crawl } from "../src/hub/crawl.js";

const [mode, hub, out] = process.argv.slice(2);
const began = performance.now();
let models = 0;
if (mode === "crawl") {
  models = (await crawl({ out: out!, hub: hub!, tool: "hub-evolution bench", memoryLimit: "150MB" })).tables
    .models!;
} else {
  for await (const _ of listModels({
    hubUrl: hub!,
    sort: "createdAt",
    additionalFields: ["createdAt", "tags", "library_name", "disabled", "sha", "downloadsAllTime"],
  }))
    models++;
}
const seconds = (performance.now() - began) / 1000;
process.stdout.write(
  `${JSON.stringify({ models, seconds, peakMB: process.resourceUsage().maxRSS / 1024 })}\n`,
);
