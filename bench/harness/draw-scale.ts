import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { estimateCrawl } from "../../src/hub/estimate-crawl.js";
import { lineFigure, toSvg } from "../../src/plot/index.js";
import { ols } from "../../src/stats/index.js";
import { type Stage, stageNames } from "../scale.bench.js";
import type { ScaleRun } from "../scale.js";
import { type Before, scaleText } from "./scale-text.js";

const docs = join(import.meta.dirname, "../../docs");
const wholeHub = 1e8;

/** Time against size: exponent of the power law with its interval, over the sizes from `from` on. */
export interface Exponent {
  readonly stage: Stage;
  readonly exponent: number;
  readonly low: number;
  readonly high: number;
  readonly sizes: number;
  /** CPU seconds that the law gives for a Hub of 10^8 models, from the largest size measured on. */
  readonly extrapolated: { readonly value: number; readonly low: number; readonly high: number };
}

/** Below this the start of the process and the fixed parts (six sibling Hubs for the truth) weigh more than the models. */
const smallest = 100_000;

export function exponentOf(runs: readonly ScaleRun[], stage: Stage): Exponent | null {
  const own = runs.filter((run) => run.stage === stage && run.models >= smallest);
  if (own.length < 3) return null;
  const [, slope] = ols(
    own.map(({ cpuSeconds }) => Math.log(cpuSeconds)),
    { size: own.map(({ models }) => Math.log(models)) },
  ).coefficients;
  const { estimate: exponent, low, high } = slope!;
  const largest = own.at(-1)!;
  // Fixed costs pull exponents below 1; what lies beyond grows at least in proportion.
  const at = (power: number) => largest.cpuSeconds * (wholeHub / largest.models) ** Math.max(1, power);
  return {
    stage,
    exponent,
    low,
    high,
    sizes: own.length,
    extrapolated: { value: at(exponent), low: at(low), high: at(high) },
  };
}

/** Draws docs/scale.svg and writes docs/scale.md from what was measured. */
export function drawScale(runs: readonly ScaleRun[]): void {
  const drawn: readonly Stage[] = stageNames.filter((stage) => stage !== "open" && stage !== "layout");
  const exponents = stageNames.flatMap((stage) => exponentOf(runs, stage) ?? []);
  const main = exponents.filter(({ stage }) => drawn.includes(stage));
  if (main.length === 0) return;
  const [least, most] = [Math.min(...main.map((e) => e.exponent)), Math.max(...main.map((e) => e.exponent))];
  const largest = Math.max(...runs.map(({ models }) => models));
  const figure = lineFigure(
    {
      name: "time-against-size",
      title: `Time grows as models^${least.toFixed(2)} to models^${most.toFixed(2)} up to ${largest.toLocaleString("en-US")} models`,
      n: runs.length,
      of: "stages measured",
      note: "SIMULATED Hubs; processor time of all threads, one run a point; both axes logarithmic",
      x: { title: "models (log scale)", scale: "log" },
      y: { title: "processor time (s, log scale)", scale: "log" },
      series: drawn.map((stage) => {
        const own = runs.filter((run) => run.stage === stage);
        return {
          name: stage,
          x: own.map(({ models }) => models),
          y: own.map(({ cpuSeconds }) => cpuSeconds),
        };
      }),
    },
    { snapshot: "simulated, seed 1", asOf: new Date("2024-07-11T00:00:00Z"), simulated: true },
  );
  const before: Before[] = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../data/results/scale-before.json"), "utf8"),
  );
  writeFileSync(join(docs, "scale.svg"), toSvg(figure));
  writeFileSync(join(docs, "scale.md"), scaleText(runs, exponents, crawlTable(), before));
}

/** Hours that a crawl takes by the Hub's limits of requests in five minutes, by size and account. */
function crawlTable() {
  const accounts = { anonymous: [500, 3000], free: [1000, 5000], PRO: [2500, 12_000] } as const;
  return [2e6, 2e7, wholeHub].map((models) => ({
    models,
    hours: Object.fromEntries(
      Object.entries(accounts).map(([account, [api, resolve]]) => {
        const input = {
          models,
          modelsFrom: "assumption" as const,
          detailed: 0,
          pagesLeft: Math.ceil(models / 1000),
          infos: 0,
          commits: 0,
          files: 0,
          cards: 0,
          perSecond: { api: api / 300, resolve: resolve / 300 },
          secondsPerPage: 0.6,
        };
        const list = estimateCrawl(input).seconds / 3600;
        const histories =
          estimateCrawl({ ...input, detailed: models, commits: models }).seconds / 3600 - list;
        return [account, { list, histories }];
      }),
    ),
    diskGb: {
      list:
        estimateCrawl({
          models,
          modelsFrom: "assumption",
          detailed: 0,
          pagesLeft: 0,
          infos: 0,
          commits: 0,
          files: 0,
          cards: 0,
          perSecond: { api: 1, resolve: 1 },
          secondsPerPage: 1,
        }).diskBytes / 1e9,
    },
  }));
}

export type CrawlTable = ReturnType<typeof crawlTable>;
