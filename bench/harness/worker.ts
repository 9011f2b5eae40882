/** `worker.ts BENCH PASSES SIDE ARGS…`: runs one side of a bench and prints its Outcome as JSON, for run-side. */
import { readFileSync } from "node:fs";
import { loadBench } from "./benches.js";

const [name, passes, side, ...args] = process.argv.slice(2);
const bench = await loadBench(name!);
let seconds = Number.POSITIVE_INFINITY;
let cpuSeconds = Number.POSITIVE_INFINITY;
const value = await bench.sides![side!]!(args, async (work) => {
  for (let pass = 1; ; pass++) {
    const cpu = process.cpuUsage();
    const began = performance.now();
    const result = await work();
    seconds = Math.min(seconds, (performance.now() - began) / 1000);
    const { user, system } = process.cpuUsage(cpu);
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6);
    if (pass >= Number(passes)) return result;
  }
});
// Not resourceUsage().maxRSS, which begins at what the parent had at the fork.
const peakKb = /^VmHWM:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds, peakMb: Number(peakKb) / 1024, value })}\n`);
