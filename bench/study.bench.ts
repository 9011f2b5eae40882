/**
 * The whole study: every notebook on its kernel, figures and report, from snapshots that are there already. There is no
 * peer; the targets are the published study under 4 minutes and 4 GB on 2 cores, the simulated one under 100 s. Memory is
 * that of all its processes summed, sampled four times a second.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Bench, Outcome, Task } from "./harness/bench.js";

const root = join(import.meta.dirname, "..");

export const bench: Bench = {
  name: "study",
  prepare(folder) {
    const task = (study: string, target: string, missed = ""): Task => ({
      task: `The whole ${study} study`,
      n: "all notebooks",
      rounds: 1,
      ours: {
        command: [
          process.execPath,
          join(root, "dist/cli.js"),
          "study",
          "--study",
          study,
          "--out",
          join(folder, study),
        ],
      },
      note: ([run]) => `${ran(run!)}; target ${target}${missed}; no peer`,
    });
    const published = existsSync(join(root, "../shared/data"));
    return [
      ...(published ? [task("published", "under 240 s and 4,000 MB")] : []),
      task(
        "simulated",
        "under 100 s",
        ", missed: a kernel needs 3.3 s to start, load the module and draw its first figure, and compiles every cell",
      ),
    ];
  },
};

/** What the run said of itself last, on its one line. */
function ran({ value }: Outcome): string {
  return String(value).trim().split("\n").at(-1)!.split(";")[0]!;
}
