import { describe, expect, it } from "vitest";
import type { Row } from "../../bench/harness/bench.js";
import { benchNames, loadBench } from "../../bench/harness/benches.js";
import { exponentOf } from "../../bench/harness/draw-scale.js";
import { renderResults } from "../../bench/harness/render.js";
import { pythonHas, runSide } from "../../bench/harness/run-side.js";

const row: Row = {
  bench: "stats",
  task: "A | B",
  n: "10",
  rounds: 3,
  ours: { seconds: 3, cpuSeconds: 2, peakMb: 1234.4 },
  peer: { name: "scipy", seconds: 0.05, cpuSeconds: 5, peakMb: 9 },
  note: "equal | values",
  measured: "2026-01-01T00:00Z",
  load: 2.5,
};

describe("renderResults", () => {
  it("gives a row a task, the ratio of processor times, and no cell for a bar in a text", () => {
    const text = renderResults([row, { ...row, peer: null, load: null }], { cores: "2" });
    const [first, second] = text.split("\n").filter((line) => line.startsWith("| A"));
    expect(first).toContain(
      "| 3.0 (2.0) | scipy 0.050 (5.0) | 2.50 | 1,234 / 9 | 3 | 2.5 | equal \\| values |",
    );
    expect(second).toContain("| 3.0 (2.0) | – | – | 1,234 / – | 3 | – |");
    for (const line of [first, second]) expect(line!.match(/(?<!\\)\|/g)).toHaveLength(10);
    expect(text).toContain("Machine: cores 2.");
  });
});

describe("exponentOf", () => {
  const run = (models: number, cpuSeconds: number) => ({
    models,
    commitsPerModel: 2.6,
    stage: "tags" as const,
    seconds: cpuSeconds,
    cpuSeconds,
    peakMb: 1,
    value: null,
    measured: "",
    load: 1,
  });
  it("finds the power of the size and extrapolates from the largest, sizes under 100,000 aside", () => {
    const runs = [1e5, 1e6, 1e7].map((models) => run(models, 1e-6 * models ** 1.1));
    const found = exponentOf([run(10, 50), ...runs], "tags")!;
    expect(found.exponent).toBeCloseTo(1.1, 10);
    expect(found.sizes).toBe(3);
    expect(found.extrapolated.value).toBeCloseTo(1e-6 * 1e8 ** 1.1, 3);
  });
  it("says nothing of fewer than three sizes", () => {
    expect(exponentOf([run(1e5, 1), run(1e6, 10)], "tags")).toBeNull();
  });
});

const hasPython = await pythonHas([]);

describe("runSide", () => {
  it.skipIf(!hasPython)("measures the task alone, and the process's peak memory", async () => {
    const script =
      "held = bytearray(80_000_000)\ntime.sleep(0.2)\ndef task():\n    return [len(sys.argv), sys.argv[1]]";
    const { seconds, peakMb, value } = await runSide("none", { python: script, args: ["run {round}"] }, 4, 2);
    expect(value).toEqual([2, "run 4"]);
    expect(seconds).toBeLessThan(0.2);
    expect(peakMb).toBeGreaterThan(76);
  });
  it("counts a command's whole run, and fails with what the process said", async () => {
    const { seconds, value } = await runSide("none", {
      command: [process.execPath, "-e", "setTimeout(() => console.error('done'), 300)"],
    });
    expect(seconds).toBeGreaterThan(0.3);
    expect(value).toBe("done");
    await expect(
      runSide("none", { command: [process.execPath, "-e", "throw new Error('no such luck')"] }),
    ).rejects.toThrow("no such luck");
  });
});

it("every bench of the list is there under its name", async () => {
  for (const name of benchNames) expect((await loadBench(name)).name).toBe(name);
});
