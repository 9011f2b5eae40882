import type { Measured, Row } from "./bench.js";

/** RESULTS.md from the rows. */
export function renderResults(rows: readonly Row[], machine: Readonly<Record<string, string>>): string {
  const loads = rows.flatMap(({ load }) => (load === null ? [] : [load]));
  const lines = [
    "# Benchmarks",
    "",
    "Written by `npm run bench`; `npm run bench NAME` measures one bench again and replaces its rows. Do not edit.",
    "",
    "Each side runs in a process of its own, ours and the peer's by turns; the least time of the runs and the greatest memory count. Seconds are wall time of the task alone (reading its inputs into memory is preparation, unless the task says otherwise), with processor time of all threads in brackets: where others share the machine, processor time is the fairer of the two. Ratio is the peer's processor time over ours, so above 1 is faster than the peer. Memory is the peak of the whole process: of ours, Node and the loader that compiles the bench take about 100 MB.",
    "",
    `Machine: ${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}.`,
    ...(loads.length
      ? [
          "",
          `Load (processes that wanted a core, in the mean of a minute, ours among them) while measuring: ${range(loads)}; the machine was shared where it is above the number of cores.`,
        ]
      : []),
    "",
    "| task | n | ours, s (CPU s) | peer, s (CPU s) | ratio | memory, MB: ours / peer | runs | load | note |",
    "|---|---|---|---|---|---|---|---|---|",
    ...rows.map(rowLine),
    "",
  ];
  return lines.join("\n");
}

function rowLine({ task, n, ours, peer, rounds, load, note }: Row): string {
  const ratio = peer ? (peer.cpuSeconds / ours.cpuSeconds).toFixed(2) : "–";
  return `| ${[
    task,
    n,
    times(ours),
    peer ? `${peer.name} ${times(peer)}` : "–",
    ratio,
    `${megabytes(ours)} / ${peer ? megabytes(peer) : "–"}`,
    rounds,
    load === null ? "–" : load.toFixed(1),
    note,
  ]
    .map((cell) => String(cell).replaceAll("|", "\\|"))
    .join(" | ")} |`;
}

const times = ({ seconds, cpuSeconds }: Measured) => `${short(seconds)} (${short(cpuSeconds)})`;
const megabytes = ({ peakMb }: Measured) => Math.round(peakMb).toLocaleString("en-US");

function short(seconds: number): string {
  return seconds >= 100 ? seconds.toFixed(0) : seconds >= 10 ? seconds.toFixed(1) : seconds.toPrecision(2);
}

function range(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least.toFixed(1) === most.toFixed(1)
    ? least.toFixed(1)
    : `${least.toFixed(1)} to ${most.toFixed(1)}`;
}
