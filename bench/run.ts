/**
 * Runs the benches and writes their rows to RESULTS.md (from data/results/bench.json, which keeps them): all of them, or
 * those named. The peers' Python libraries are not needed: `npm run bench:peers` installs them from Debian's packages.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Outcome, Row, Task } from "./harness/bench.js";
import { benchNames, loadBench } from "./harness/benches.js";
import { describeMachine } from "./harness/machine.js";
import { renderResults } from "./harness/render.js";
import { pythonHas, runSide } from "./harness/run-side.js";

const stored = join(import.meta.dirname, "../data/results/bench.json");
const shown = join(import.meta.dirname, "RESULTS.md");

async function rowsOf(bench: Bench): Promise<Row[] | string> {
  const folder = mkdtempSync(join(tmpdir(), `bench-${bench.name}-`));
  try {
    const prepared = await bench.prepare(folder);
    if (typeof prepared === "string") return prepared;
    const { tasks, close } = "tasks" in prepared ? prepared : { tasks: prepared, close: async () => {} };
    const peers = !bench.needs || (await pythonHas(bench.needs));
    if (!peers)
      console.error(
        `${bench.name}: our side alone, as Python lacks ${bench.needs!.join(" or ")} (npm run bench:peers)`,
      );
    const rows: Row[] = [];
    try {
      for (const task of tasks) rows.push(await rowOf(bench.name, task, peers));
    } finally {
      await close();
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowOf(bench: string, task: Task, peers: boolean): Promise<Row> {
  const { rounds = 3, passes = 1 } = task;
  const peer = peers ? task.peer : undefined;
  const ours: Outcome[] = [];
  const theirs: Outcome[] = [];
  const loads: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await runSide(bench, task.ours, round, passes));
    if (peer) theirs.push(await runSide(bench, peer, round, passes));
    loads.push(loadavg()[0]!);
  }
  const row: Row = {
    bench,
    task: task.task,
    n: task.n,
    rounds,
    ours: best(ours),
    peer: peer ? { name: peer.name, ...best(theirs) } : null,
    note: task.note?.(ours, theirs) ?? "",
    measured: `${new Date().toISOString().slice(0, 16)}Z`,
    load: loads.some((load) => load > 0) ? Math.round(10 * Math.max(...loads)) / 10 : null,
  };
  console.log(
    `${task.task}: ${row.ours.seconds.toFixed(3)} s (CPU ${row.ours.cpuSeconds.toFixed(3)} s)${
      row.peer
        ? `, ${row.peer.name} ${row.peer.seconds.toFixed(3)} s (CPU ${row.peer.cpuSeconds.toFixed(3)} s)`
        : ""
    }${row.note ? `; ${row.note}` : ""}`,
  );
  return row;
}

function best(outcomes: readonly Outcome[]) {
  const round = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    seconds: round(Math.min(...outcomes.map(({ seconds }) => seconds)), 4),
    cpuSeconds: round(Math.min(...outcomes.map(({ cpuSeconds }) => cpuSeconds)), 4),
    peakMb: round(Math.max(...outcomes.map(({ peakMb }) => peakMb)), 0),
  };
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(benchNames as readonly string[]).includes(name));
if (unknown.length) {
  console.error(`No bench ${unknown.join(", ")}. There are ${benchNames.join(", ")}.`);
  process.exit(2);
}
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], {
  cwd: join(import.meta.dirname, ".."),
  stdio: "inherit",
});
const failed: string[] = [];
for (const name of asked.length ? asked : benchNames) {
  try {
    const rows = await rowsOf(await loadBench(name));
    if (typeof rows === "string") {
      console.log(`${name}: not measured here: ${rows}`);
      continue;
    }
    const kept: Row[] = existsSync(stored) ? JSON.parse(readFileSync(stored, "utf8")).rows : [];
    const order = (row: Row) => benchNames.indexOf(row.bench as (typeof benchNames)[number]);
    const all = [...kept.filter(({ bench }) => bench !== name), ...rows].sort((a, b) => order(a) - order(b));
    const machine = describeMachine();
    writeFileSync(stored, `${JSON.stringify({ machine, rows: all }, null, 1)}\n`);
    writeFileSync(shown, renderResults(all, machine));
  } catch (error) {
    failed.push(name);
    console.error(`${name}: ${(error as Error).message}`);
  }
}
if (failed.length) {
  console.error(`Failed, their rows as they were: ${failed.join(", ")}`);
  process.exitCode = 1;
}
