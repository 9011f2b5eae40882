/**
 * A simulated Hub, all tables and truths: there is no peer. docs/scale.md has larger ones and the exponent of time
 * against size. The target is 20,000 models with 200,000 commits in under 20 s on 2 cores.
 */
import { join } from "node:path";
import { simulate } from "../src/simulate/index.js";
import type { Bench } from "./harness/bench.js";

export const bench: Bench = {
  name: "simulate",
  prepare: (folder) => [
    {
      task: "A simulated Hub with all tables and its truth",
      n: "20,000 models",
      ours: { side: "simulate", args: [join(folder, "hub-{round}")] },
      note: ([ours]) =>
        `${(ours!.value as number).toLocaleString("en-US")} commits; target under 20 s; no peer`,
    },
  ],
  sides: {
    simulate: async ([out], clock) => {
      const { truth } = await clock(() => simulate({ out: out!, models: 20_000, seed: 1 }));
      return truth.realised.commits;
    },
  },
};
