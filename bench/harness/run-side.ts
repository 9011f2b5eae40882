import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome, Side } from "./bench.js";

export const python = process.env.PYTHON ?? "/usr/bin/python3";

/** Goes before a peer's script: sys.argv[1:] are its arguments, and it defines task(). */
const before = "import json, resource, sys, time\n";
const after = `
_seconds = _cpu = float("inf")
for _ in range(PASSES):
    _c, _t = time.process_time(), time.perf_counter()
    _value = task()
    _seconds, _cpu = min(_seconds, time.perf_counter() - _t), min(_cpu, time.process_time() - _c)
_peak = next((int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")),
             None) if sys.platform == "linux" else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps({"seconds": _seconds, "cpuSeconds": _cpu, "peakMb": _peak, "value": _value}))
`;

/**
 * Runs one side once, in a process of its own; "{round}" in its arguments becomes the number of the run.
 * @throws Error with what the process said where it fails
 */
export async function runSide(bench: string, side: Side, round = 0, passes = 1): Promise<Outcome> {
  const inRound = (args: readonly string[] = []) =>
    args.map((arg) => arg.replaceAll("{round}", String(round)));
  if ("command" in side) return runCommand(inRound(side.command));
  const [command, args, env] =
    "python" in side
      ? [
          python,
          [
            "-W",
            "ignore",
            "-c",
            before + side.python + after.replace("PASSES", String(passes)),
            ...inRound(side.args),
          ],
          pythonEnvironment(side.threads),
        ]
      : [
          process.execPath,
          [
            "--import",
            "tsx",
            join(import.meta.dirname, "worker.ts"),
            bench,
            String(passes),
            side.side,
            ...inRound(side.args),
          ],
          process.env,
        ];
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env });
  const answer = await output(child);
  return JSON.parse(answer.trim().split("\n").at(-1)!) as Outcome;
}

/** Whether Python is there and has the modules. */
export async function pythonHas(modules: readonly string[]): Promise<boolean> {
  try {
    await output(spawn(python, ["-c", `import ${["sys", ...modules].join(", ")}`]));
    return true;
  } catch {
    return false;
  }
}

/** Without the settings that keep old builds of OpenBLAS from crashing on new processors: they slow a current one. */
function pythonEnvironment(threads: number | undefined): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  const count =
    threads === undefined ? {} : { OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` };
  return { ...env, ...count };
}

/** What a process wrote to stdout, or with `all` to both. */
async function output(child: ChildProcess, all = false): Promise<string> {
  let out = "";
  let said = "";
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said += chunk;
    if (all) out += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0)
    throw new Error(`${child.spawnargs.slice(0, 2).join(" ")} ended with ${code}:\n${said.slice(-2000)}`);
  return out;
}

/** Milliseconds between two looks at the memory of a command's processes. */
const lookEvery = 250;

async function runCommand([command, ...args]: readonly string[]): Promise<Outcome> {
  const began = performance.now();
  const child = spawn(command!, args, { stdio: ["ignore", "pipe", "pipe"] });
  let peakMb = 0;
  const ticks = new Map<number, number>();
  const timer = setInterval(() => {
    let mb = 0;
    for (const pid of processTree(child.pid!)) {
      mb += proportionalMb(pid);
      ticks.set(pid, cpuSeconds(pid));
    }
    peakMb = Math.max(peakMb, mb);
  }, lookEvery);
  try {
    const value = (await output(child, true)).trim().slice(-4000);
    const sum = [...ticks.values()].reduce((total, seconds) => total + seconds, 0);
    return { seconds: (performance.now() - began) / 1000, cpuSeconds: sum, peakMb, value };
  } finally {
    clearInterval(timer);
  }
}

/** A process and those below it. */
function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const below = (pid: number): number[] =>
    [pid].concat([...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)));
  return below(root);
}

/** Memory of a process where pages that several share count in part for each. */
function proportionalMb(pid: number): number {
  const kb = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kb ?? 0) / 1024;
}

/** Seconds of processor time, in the 100ths that Linux counts for every program. */
function cpuSeconds(pid: number): number {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.length > 13 ? (Number(fields[11]) + Number(fields[12])) / 100 : 0;
}

/** A file of /proc, empty where its process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
