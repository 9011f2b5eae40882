import { simulate } from "../../simulate/index.js";
import { type TableName, tableNames } from "../../snapshot/index.js";
import { toolName } from "../tool-version.js";
import { needed, type Verb, WrongUsage, wholeNumber } from "./verb.js";

export const simulateVerb: Verb = {
  name: "simulate",
  usage: "--out DIR --models N --seed S [--as-of TIME] [--commits-per-model M] [--tables LIST] [--json]",
  summary: "write a simulated snapshot with its planted truth beside it in truth.json",
  help: `The same numbers make the same tables, byte for byte.

  --out DIR      folder of the snapshot; must not exist yet
  --models N     how many models
  --seed S       a whole number
  --as-of TIME   when the simulated Hub is looked at (default 2024-07-11)
  --commits-per-model M
                 mean commits a model, at least 1.5 (default 10)
  --tables LIST  only these tables, with commas between (${tableNames.join(", ")}), and no
                 truth a row: for large Hubs; what is in them does not change
  --json         row counts and planted truth on standard output

Example
  hub-evolution simulate --out snapshots/toy --models 20000 --seed 1`,
  options: {
    out: { type: "string" },
    models: { type: "string" },
    seed: { type: "string" },
    "as-of": { type: "string" },
    "commits-per-model": { type: "string" },
    tables: { type: "string" },
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
    const commitsPerModel = commitsGiven(values["commits-per-model"] as string | undefined);
    const tables = tablesGiven(values.tables as string | undefined);
    const { manifest, rows, truth, seconds } = await simulate({
      out,
      models,
      seed,
      tool: toolName(),
      signal,
      ...(asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() }),
      ...(commitsPerModel === undefined ? {} : { commitsPerModel }),
      ...(tables === undefined ? {} : { tables, rowTruth: false }),
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

function commitsGiven(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const commits = Number(text);
  if (!(commits >= 1.5 && Number.isFinite(commits))) {
    throw new WrongUsage(`--commits-per-model takes a number of at least 1.5, not "${text}".`);
  }
  return commits;
}

function tablesGiven(text: string | undefined): TableName[] | undefined {
  if (text === undefined) return undefined;
  const given = text.split(",").map((name) => name.trim());
  const unknown = given.find((name) => !(tableNames as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new WrongUsage(`--tables knows ${tableNames.join(", ")}, not "${unknown}".`);
  }
  return given as TableName[];
}
