/**
 * `npm run scale -- SIZES [STAGES] [FOLDER]`: measures the stages of scale.bench.ts at each number of models, one process
 * a stage, into data/results/scale.json, and draws docs/scale.svg from what is there. Sizes and stages are lists with
 * commas; without sizes it only draws. 20,000,000 models take some 30 GB in FOLDER and, on a core of their own, an hour.
 * A size whose hub is in FOLDER already is not simulated again. KEEP=1 leaves it there.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { drawScale } from "./harness/draw-scale.js";
import { runSide } from "./harness/run-side.js";
import { commitsPerModel, type Stage, stageNames } from "./scale.bench.js";

/** What one stage took at one size. */
export interface ScaleRun {
  readonly models: number;
  readonly commitsPerModel: number;
  readonly stage: Stage;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly value: unknown;
  readonly measured: string;
  readonly load: number;
}

const stored = join(import.meta.dirname, "../data/results/scale.json");
const kept = (): ScaleRun[] => (existsSync(stored) ? JSON.parse(readFileSync(stored, "utf8")) : []);

function keep(run: ScaleRun): void {
  const others = kept().filter(({ models, stage }) => models !== run.models || stage !== run.stage);
  const place = ({ models, stage }: ScaleRun) => models * 10 + stageNames.indexOf(stage);
  const all = [...others, run].sort((a, b) => place(a) - place(b));
  // At once: two runs may keep their stages beside each other.
  writeFileSync(`${stored}.new`, `[\n${all.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
  renameSync(`${stored}.new`, stored);
}

async function measure(models: number, wanted: readonly Stage[], root: string): Promise<void> {
  const folder = join(root, `m${models}`);
  mkdirSync(folder, { recursive: true });
  for (const stage of wanted) {
    if (stage === "simulate" && existsSync(join(folder, "hub"))) continue;
    if (stage === "import") await runSide("scale", { side: "pages", args: [folder] });
    const outcome = await runSide("scale", { side: "stage", args: [stage, folder, String(models)] });
    if (stage === "import") rmSync(join(folder, "pages"), { recursive: true });
    const run: ScaleRun = {
      models,
      commitsPerModel,
      stage,
      seconds: Number(outcome.seconds.toFixed(3)),
      cpuSeconds: Number(outcome.cpuSeconds.toFixed(3)),
      peakMb: Math.round(outcome.peakMb),
      value: outcome.value,
      measured: `${new Date().toISOString().slice(0, 16)}Z`,
      load: Math.round(10 * loadavg()[0]!) / 10,
    };
    console.log(
      `${models} models, ${stage}: ${run.seconds} s, CPU ${run.cpuSeconds} s, peak ${run.peakMb} MB; ${JSON.stringify(run.value)}`,
    );
    keep(run);
  }
  if (!process.env.KEEP) rmSync(folder, { recursive: true });
}

const [sizes = "", chosen = "", root = join(tmpdir(), "hub-evolution-scale")] = process.argv.slice(2);
const wanted = chosen ? stageNames.filter((stage) => chosen.split(",").includes(stage)) : stageNames;
for (const size of sizes.split(",").filter(Boolean)) await measure(Number(size), wanted, root);
drawScale(kept());
