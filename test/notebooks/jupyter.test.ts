import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { writeKernelSpec } from "../../src/study/kernel-command.js";
import { joined, type Notebook } from "../../src/study/notebook.js";
import { resultMime } from "../../src/study/record.js";
import { allNotebooks } from "../../src/study/run-study.js";
import { scratchFolder, writeNotebook } from "../support/notebook.js";

// Real kernels on a busy machine take their time.
vi.setConfig({ testTimeout: 240_000 });

const [first] = allNotebooks();
const jupyter = spawnSync("jupyter", ["nbconvert", "--version"]).status === 0;

describe.skipIf(!jupyter)("standard Jupyter", () => {
  const folder = scratchFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeKernelSpec(join(folder, "jupyter"));

  const execute = (path: string) =>
    spawnSync(
      "jupyter",
      ["nbconvert", "--to", "notebook", "--execute", path, "--output-dir", join(folder, "executed")],
      {
        encoding: "utf8",
        env: {
          ...process.env,
          JUPYTER_PATH: join(folder, "jupyter"),
          JUPYTER_DATA_DIR: join(folder, "data"),
          IPYTHONDIR: join(folder, "ipython"),
        },
        timeout: 560_000,
      },
    );

  it("executes a notebook on the kernel, with results, tables and figures in the same forms", () => {
    const path = writeNotebook(
      "standard",
      [
        "# T",
        `import { check, lineFigure, record, show, showTable } from "hub-evolution";
const snapshot = { name: "toy", asOf: new Date("2024-01-02T03:04:05Z") };
const low = 1;
const high = 3;`,
        `record("a", 2, { low, high, n: 10, unit: "models", snapshot });
showTable([{ a: 1, b: null }]);
check(low < high, "the interval has a width");`,
        `show(lineFigure({
  name: "growth", title: "It grows", n: 8, of: "models",
  x: { title: "Month", scale: "date" }, y: { title: "Models" },
  series: [{ name: "models", x: ["2024-01-01", "2024-02-01"], y: [3, 5] }],
}, { snapshot: "toy", asOf: snapshot.asOf, simulated: true }));`,
      ],
      folder,
    );
    const { status, stderr } = execute(path);
    expect(stderr).not.toMatch(/Traceback/);
    expect(status).toBe(0);
    const { cells } = JSON.parse(
      readFileSync(join(folder, "executed", "standard.ipynb"), "utf8"),
    ) as Notebook;
    const bundles = cells.map(({ outputs = [] }) =>
      outputs.flatMap((output) => (output.output_type === "display_data" ? [output.data] : [])),
    );
    expect(bundles[2]![0]![resultMime]).toMatchObject({ name: "a", value: 2, low: 1, high: 3 });
    expect(joined(bundles[2]![1]!["text/html"])).toContain("<table");
    expect(Object.keys(bundles[3]![0]!)).toEqual(
      expect.arrayContaining(["application/vnd.plotly.v1+json", "image/svg+xml", "text/csv", "text/plain"]),
    );
    expect(JSON.stringify(cells)).not.toContain("ExperimentalWarning");
  });

  // By hand, without the runner: the simulated study, made on first use.
  it.skipIf(!first)("executes the first of the study's notebooks", { timeout: 600_000 }, () => {
    const { status, stderr } = execute(first!);
    expect(stderr).not.toMatch(/Traceback/);
    expect(status).toBe(0);
    const { cells } = JSON.parse(
      readFileSync(join(folder, "executed", basename(first!)), "utf8"),
    ) as Notebook;
    expect(JSON.stringify(cells)).toContain(resultMime);
    expect(cells.filter(({ cell_type, outputs }) => cell_type === "code" && outputs === undefined)).toEqual(
      [],
    );
  });

  it("fails where a cell fails", () => {
    const { status } = execute(writeNotebook("failing", [`throw new Error("boom");`], folder));
    expect(status).not.toBe(0);
  });
});
