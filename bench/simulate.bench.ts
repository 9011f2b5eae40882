/**
 * Seconds and peak memory to simulate Hubs of growing size, each in a process of its own, and the exponent of time
 * against size (1 is linear: each model is planned by itself, so nothing but the final sort can grow faster). There is no
 * peer to compare with; the aim is 20,000 models with 200,000 commits in under 20 s on 2 cores.
 *
 * MODELS=20000,80000 sets the sizes, COMMITS=10 the mean commits a model, TABLES=models,commits which tables are written,
 * ROUNDS=3 of how many runs the best counts, MEMORY=1500MB the database's own limit.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulate } from "../src/simulate/index.js";
import { type TableName, tableNames } from "../src/snapshot/index.js";
import { ols } from "../src/stats/index.js";

interface Run {
  readonly seconds: number;
  /** Of all cores: what matters where others share the machine. */
  readonly cpuSeconds: number;
  readonly commits: number;
  readonly peakMegabytes: number;
}

const numbers = (text: string) => text.split(",").map(Number);
const sizes = numbers(process.env.MODELS ?? "5000,10000,20000,40000");
const commitsPerModel = Number(process.env.COMMITS ?? 10);
const chosen = process.env.TABLES?.split(",") as TableName[] | undefined;
const rounds = Number(process.env.ROUNDS ?? 3);
const memoryLimit = process.env.MEMORY ?? "1500MB";

async function one(models: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "simulate-bench-"));
  try {
    const { seconds, truth } = await simulate({
      out: join(folder, "hub"),
      models,
      seed: 1,
      commitsPerModel,
      tables: chosen ?? tableNames,
      rowTruth: chosen === undefined,
      memoryLimit,
    });
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    return {
      seconds,
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      commits: truth.realised.commits,
      peakMegabytes: maxRSS / 1024,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === "--one") {
  console.log(JSON.stringify(await one(Number(process.argv[3]))));
} else {
  const best = sizes.map((): Run | undefined => undefined);
  for (let round = 0; round < rounds; round++) {
    for (const [i, size] of sizes.entries()) {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        ["--import", "tsx", import.meta.filename, "--one", String(size)],
        { encoding: "utf8" },
      );
      if (status !== 0) throw new Error(stderr);
      const run: Run = JSON.parse(stdout);
      if (!best[i] || run.seconds < best[i].seconds) best[i] = run;
    }
  }
  for (const [i, size] of sizes.entries()) {
    const { seconds, cpuSeconds, commits, peakMegabytes } = best[i]!;
    console.log(
      `simulate ${size} models, ${commits} commits: ${seconds.toFixed(1)} s (CPU ${cpuSeconds.toFixed(1)} s), ${Math.round(commits / seconds)} commits/s, peak ${Math.round(peakMegabytes)} MB`,
    );
  }
  if (sizes.length > 2) {
    const [, slope] = ols(
      best.map((run) => Math.log(run!.seconds)),
      { size: sizes.map(Math.log) },
    ).coefficients;
    console.log(`  time grows as models^${slope!.estimate.toFixed(2)}`);
  }
}
