import { simulate } from "../../simulate/index.js";
import { toolName } from "../tool-version.js";
import { needed, type Verb, WrongUsage, wholeNumber } from "./verb.js";

export const simulateVerb: Verb = {
  name: "simulate",
  usage: "--out DIR --models N --seed S [--as-of TIME] [--json]",
  summary: "write a simulated snapshot with its planted truth beside it in truth.json",
  help: `The same numbers make the same tables, byte for byte.

  --out DIR      folder of the snapshot; must not exist yet
  --models N     how many models
  --seed S       a whole number
  --as-of TIME   when the simulated Hub is looked at (default 2024-07-11)
  --json         row counts and planted truth on standard output

Example
  hub-evolution simulate --out snapshots/toy --models 20000 --seed 1`,
  options: {
    out: { type: "string" },
    models: { type: "string" },
    seed: { type: "string" },
    "as-of": { type: "string" },
    json: { type: "boolean", default: false },
  },
  positionals: { min: 0, max: 0 },
  async run({ values, print, progress, signal }) {
    const out = needed(values.out, "out", "DIR, the folder to write");
    const models = wholeNumber(needed(values.models, "models", "N, how many models"), "models", 1);
    const seed = wholeNumber(needed(values.seed, "seed", "S, a whole number"), "seed");
    const asOf = values["as-of"] as string | undefined;
    if (asOf !== undefined && Number.isNaN(Date.parse(asOf))) {
      throw new WrongUsage(`--as-of takes an ISO time, not "${asOf}".`);
    }
    const { manifest, rows, truth, seconds } = await simulate({
      out,
      models,
      seed,
      tool: toolName(),
      signal,
      ...(asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() }),
      onProgress: (step, done, total) => progress.update(step, done, total),
    });
    progress.end();
    if (values.json) print(`${JSON.stringify({ name: manifest.name, rows, seconds, truth }, null, 2)}\n`);
    else {
      const counts = Object.entries(rows).map(
        ([table, count]) => `${table} ${count.toLocaleString("en-US")}`,
      );
      print(`Snapshot ${manifest.name} in ${seconds.toFixed(1)} s: ${counts.join(", ")}\n`);
    }
    return 0;
  },
};
