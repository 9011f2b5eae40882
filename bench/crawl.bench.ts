/**
 * The list of 100,000 models from a Hub on this machine: our crawl (every page archived and synced, tables built) against
 * @huggingface/hub's listModels, which keeps nothing. The target is under 60 s and under 500 MB.
 */
import { join } from "node:path";
import { listModels } from "@huggingface/hub";
import { crawl } from "../src/hub/crawl.js";
import { inventModels } from "../test/support/hub-model.js";
import { startHubServer } from "../test/support/hub-server.js";
import type { Bench } from "./harness/bench.js";

const models = 100_000;

export const bench: Bench = {
  name: "crawl",
  async prepare(folder) {
    const hub = await startHubServer({ models: inventModels(models, 1, { commits: false }) });
    return {
      tasks: [
        {
          task: "Crawl of the list of models",
          n: "100,000 models",
          rounds: 2,
          ours: { side: "crawl", args: [hub.url, join(folder, "crawl-{round}")] },
          peer: { name: "@huggingface/hub listModels", side: "list", args: [hub.url] },
          note([ours], [peer]) {
            if (ours!.value !== models || peer!.value !== models) throw new Error("models are missing");
            return "ours archives and syncs every page and builds the tables, the peer keeps nothing: the reason where ours takes longer; the server's own work is in neither; target under 60 s and 500 MB without the bench's loader";
          },
        },
      ],
      close: () => hub.close(),
    };
  },
  sides: {
    async crawl([hub, out], clock) {
      const { tables } = await clock(() =>
        crawl({ out: out!, hub: hub!, tool: "hub-evolution bench", memoryLimit: "150MB" }),
      );
      return tables.models;
    },
    list: ([hub], clock) =>
      clock(async () => {
        let found = 0;
        for await (const _ of listModels({
          hubUrl: hub!,
          sort: "createdAt",
          additionalFields: ["createdAt", "tags", "library_name", "disabled", "sha", "downloadsAllTime"],
        }))
          found++;
        return found;
      }),
  },
};
