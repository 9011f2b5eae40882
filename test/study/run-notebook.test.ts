import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { normaliseNotebook, notebookText } from "../../src/study/normalise-notebook.js";
import { joined, type Notebook } from "../../src/study/notebook.js";
import { failureText, runNotebook } from "../../src/study/run-notebook.js";
import { scratchFolder, writeNotebook } from "../support/notebook.js";
import { childrenOf, hasProc } from "../support/processes.js";

// Real kernels on a busy machine take their time.
vi.setConfig({ testTimeout: 240_000 });

// Every test here starts a real tslab kernel.
const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const run = (cells: readonly string[], options: Parameters<typeof runNotebook>[1] = {}) =>
  runNotebook(writeNotebook(`n${made++}`, cells, folder), options);
const outputsOf = (notebook: Notebook, cell: number) => notebook.cells[cell - 1]!.outputs ?? [];
const textOf = (notebook: Notebook, cell: number, name = "stdout") =>
  outputsOf(notebook, cell)
    .map((output) => (output.output_type === "stream" && output.name === name ? joined(output.text) : ""))
    .join("");

describe("a notebook that passes", () => {
  it("keeps text, HTML, pictures, plotly, CSV and custom types, and its markdown", async () => {
    const bundle = {
      "application/vnd.plotly.v1+json": { data: [{ y: [1, 2] }], layout: {} },
      "application/vnd.test+json": { a: [1, null] },
      "image/png": "iVBORw0KGgo=",
      "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'/>",
      "text/csv": "a\n1\n",
      "text/html": "<b>bold</b>",
      "text/plain": "bold",
    };
    const { executed, failure } = await run([
      "# A question",
      `const { lastWriteDisplayData } = require("tslab/dist/jupyter.js");
lastWriteDisplayData({ data: ${JSON.stringify(bundle)}, metadata: {}, transient: {} }, false);`,
      "const x: number = 20;",
      "x + 1",
      `console.log("naïve 日本語 🤗\\u0000");`,
    ]);
    expect(failure).toBeUndefined();
    expect(executed.cells[0]!.cell_type).toBe("markdown");
    expect(outputsOf(executed, 2)).toEqual([{ output_type: "display_data", data: bundle, metadata: {} }]);
    expect(textOf(executed, 4)).toBe("21\n");
    expect(textOf(executed, 5)).toBe("naïve 日本語 🤗\u0000\n");
    expect(executed.cells.map(({ execution_count }) => execution_count)).toEqual([undefined, 1, 2, 3, 4]);
  });

  it("loses nothing of large outputs, in many messages or in one", async () => {
    const { executed, failure } = await run([
      "for (let i = 0; i < 20000; i++) console.log(i);",
      `console.log("x".repeat(5_000_000));`,
    ]);
    expect(failure).toBeUndefined();
    expect(textOf(executed, 1)).toBe(Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(""));
    expect(textOf(executed, 2)).toHaveLength(5_000_001);
  });

  it("lets neither fail nor show what Node says of experimental and deprecated features", async () => {
    const { executed, failure } = await run([
      `import { check } from "hub-evolution";
process.emitWarning("old", "DeprecationWarning");
process.emitWarning("a leak", "MaxListenersExceededWarning");
new Buffer(1);
check(true, "one equals one");`,
      `console.warn("kept"); await new Promise((resolve) => setTimeout(resolve, 50));`,
    ]);
    expect(failure).toBeUndefined();
    expect(textOf(executed, 1)).toBe("✓ one equals one\n");
    expect(textOf(executed, 1, "stderr")).toBe("");
    expect(textOf(executed, 2, "stderr")).toBe("kept\n");
  });

  it("is written the same twice, without machine paths", async () => {
    const cells = [
      "# T",
      "console.log(process.cwd(), require('os').homedir())",
      "[1, 2, 3].map((x) => x * 2)",
    ];
    const [first, second] = [await run(cells), await run(cells)].map(({ executed }) =>
      notebookText(normaliseNotebook(executed)),
    );
    expect(first).toBe(second);
    expect(first).not.toContain(join(import.meta.dirname, "../.."));
  });
});

describe("a cell that fails", () => {
  it("stops the notebook and says cell, line and stack of what it threw", async () => {
    const { executed, failure } = await run([
      "# T",
      "const before = 1;",
      `// Says why.

interface Row { n: number }

function half(row: Row): number {

  throw new RangeError("no half of " + row.n);
}
half({ n: 3 });`,
      `console.log("never");`,
    ]);
    expect(failure).toMatchObject({
      cell: 3,
      how: "thrown",
      line: 7,
      lineText: `throw new RangeError("no half of " + row.n);`,
      name: "RangeError",
      message: "no half of 3",
    });
    expect(failure!.stack).toMatch(/at half \(cell 3 as compiled:\d+:\d+\)/);
    expect(failure!.stack).not.toMatch(/node:vm|tslab|kernel-guard/);
    expect(failureText(failure!)).toMatch(/^n\d+\.ipynb, cell 3, line 7: RangeError: no half of 3\n/);
    expect(outputsOf(executed, 3)).toMatchObject([
      { output_type: "error", ename: "RangeError", evalue: "no half of 3" },
    ]);
    expect(executed.cells[3]).toMatchObject({ execution_count: null, outputs: [] });
  });

  it("fails when what it awaits rejects, and when it throws no Error", async () => {
    const awaited = await run([`console.log("so far");\nawait Promise.reject(new TypeError("awaited"));`]);
    expect(awaited.failure).toMatchObject({ cell: 1, how: "thrown", line: 2, message: "awaited" });
    expect(textOf(awaited.executed, 1)).toBe("so far\n");
    const text = await run([`throw "a text";`]);
    expect(text.failure).toMatchObject({
      cell: 1,
      how: "thrown",
      message: expect.stringContaining("'a text'"),
    });
  });

  it("fails on a type error and on a syntax error, with the line", async () => {
    const types = await run([`const a = 1;\n\nconst b: string = a;`]);
    expect(types.failure).toMatchObject({
      cell: 1,
      how: "compile",
      line: 3,
      lineText: "const b: string = a;",
      message: "Type 'number' is not assignable to type 'string'.",
    });
    expect((await run(["const = 1;"])).failure).toMatchObject({ cell: 1, how: "compile", line: 1 });
    expect((await run([`import { absent } from "hub-evolution";`])).failure).toMatchObject({
      how: "compile",
    });
  });

  it("fails on a rejection that nobody awaits, at once or later, with the cell that left it", async () => {
    const { failure } = await run([`const left = Promise.reject(new Error("floating"));`, `console.log(2);`]);
    expect(failure).toMatchObject({ cell: 1, how: "floating", message: "floating", line: 1 });
    const later = await run([
      `(async () => {
  await new Promise((resolve) => setTimeout(resolve, 100));
  throw new Error("later");
})();`,
      `await new Promise((resolve) => setTimeout(resolve, 300));`,
      `console.log("never");`,
    ]);
    expect(later.failure).toMatchObject({ cell: 1, how: "floating", message: "later", line: 3 });
    expect(outputsOf(later.executed, 3)).toEqual([]);
    const afterTheEnd = await run([
      `setTimeout(() => Promise.reject(new Error("after the last cell")), 300);\nundefined`,
    ]);
    expect(afterTheEnd.failure).toMatchObject({ cell: 1, how: "floating", message: "after the last cell" });
    const timer = await run([`setTimeout(() => { throw new Error("in a timer"); }, 10);\nundefined`]);
    expect(timer.failure).toMatchObject({ cell: 1, how: "uncaught", message: "in a timer" });
  });

  it("ends an endless loop at its time limit, busy or waiting", async () => {
    const busy = await run(["while (true) {}"], { cellSeconds: 2 });
    expect(busy.failure).toMatchObject({ cell: 1, how: "late", message: "still running after 2 s" });
    const waiting = await run(["await new Promise((resolve) => setInterval(() => {}, 50));"], {
      cellSeconds: 1,
    });
    expect(waiting.failure).toMatchObject({ how: "late" });
  });

  it("says so when the kernel ends, whatever its exit code", async () => {
    expect((await run(["1", "process.exit(0)"])).failure).toMatchObject({
      cell: 2,
      how: "died",
      message: expect.stringContaining("exit code 0"),
    });
    expect((await run([`process.kill(process.pid, "SIGKILL")`])).failure).toMatchObject({
      how: "died",
      message: expect.stringContaining("SIGKILL"),
    });
  });

  it("says what to do when the kernel's memory does not suffice", async () => {
    const { failure } = await run(
      [
        "1",
        "const kept: string[][] = [];\nfor (;;) kept.push(Array.from({ length: 1e5 }, (_, i) => 'text ' + i));",
      ],
      { env: { NODE_OPTIONS: "--max-old-space-size=220" } },
    );
    expect(failure).toMatchObject({
      cell: 2,
      how: "died",
      message: expect.stringMatching(
        /^the kernel ended \(killed by SIG[A-Z]+\): its JavaScript heap was full; give it more with NODE_OPTIONS=--max-old-space-size=MEGABYTES$/,
      ),
    });
  });
});

describe("record, show and check", () => {
  const snapshot = `const snapshot = { name: "toy", asOf: new Date("2024-01-02T03:04:05Z") };`;

  it("are collected with their notebook", async () => {
    const { results, figures, failure } = await run([
      `import { lineFigure, record, recordEstimate, show, showTable } from "hub-evolution";
${snapshot}`,
      `record("share", 0.5, { low: 0.4, high: 0.6, n: 100, unit: "share", snapshot });
record("models", 7, { n: 7, unit: "models", snapshot });
recordEstimate("points", { value: 0.1, low: -0.2, high: 0.3, n: 9 }, { times: 100, unit: "percentage points", snapshot });`,
      `show(lineFigure({
  name: "growth", title: "It grows", n: 8, of: "models",
  x: { title: "Month", scale: "date" }, y: { title: "Models" },
  series: [{ name: "models", x: ["2024-01-01", "2024-02-01"], y: [3, 5] }],
}, { snapshot: "toy", asOf: snapshot.asOf, simulated: true }));
showTable([{ month: "2024-01", models: 3 }, { month: "b", models: null }], { caption: "Models <a> month" });`,
    ]);
    expect(failure).toBeUndefined();
    expect(results).toEqual([
      {
        name: "share",
        value: 0.5,
        low: 0.4,
        high: 0.6,
        n: 100,
        unit: "share",
        notebook: expect.stringMatching(/^n\d+$/),
        snapshot: "toy",
        asOf: "2024-01-02T03:04:05.000Z",
      },
      expect.objectContaining({ name: "models", value: 7, low: null, high: null, n: 7 }),
      expect.objectContaining({
        name: "points",
        value: 10,
        low: -20,
        high: 30,
        n: 9,
        unit: "percentage points",
      }),
    ]);
    expect(figures).toMatchObject([{ name: "growth", title: "It grows", simulated: true }]);
    expect(joined(figures[0]!.bundle["text/csv"])).toBe(
      "series,month,models\r\nmodels,2024-01-01,3\r\nmodels,2024-02-01,5\r\n",
    );
    expect(joined(figures[0]!.bundle["image/svg+xml"])).toMatch(/^<svg.*SIMULATED/s);
    expect(figures[0]!.bundle["application/vnd.plotly.v1+json"]).toBeDefined();
  });

  it("refuse what is no result, an unknown role and a claim that does not hold, each with its reason", async () => {
    const refused: [code: string, why: RegExp][] = [
      [`record("a", NaN, { n: 1, snapshot })`, /NaN/],
      [`record("a", 3, { low: 4, high: 5, n: 1, snapshot })`, /out of order/],
      [`record("a", 3, { low: 1, n: 1, snapshot })`, /two ends/],
      [`record("a", 3, { snapshot } as any)`, /how many observations/],
      [`record("a", 3, { n: 1 } as any)`, /which snapshot/],
      [`recordEstimate("a", null, { snapshot })`, /unknown \(null\)/],
      [`record("A b", 3, { n: 1, snapshot })`, /lower-case/],
      [`record("twice", 1, { n: 1, snapshot }); record("twice", 1, { n: 1, snapshot })`, /recorded before/],
      [`await openSnapshot("weather" as any)`, /The roles are census, commits/],
      [`check(1 > 2, "one is more than two")`, /Does not hold: one is more than two/],
    ];
    const { executed, failure } = await run([
      `import { check, openSnapshot, record, recordEstimate } from "hub-evolution";\n${snapshot}`,
      ...refused.map(([code]) => `try { ${code}; } catch (error) { console.log(error.message); }`),
    ]);
    expect(failure).toBeUndefined();
    for (const [index, [, why]] of refused.entries()) expect(textOf(executed, index + 2)).toMatch(why);
  });

  it("fail the cell with the claim that does not hold", async () => {
    const { failure } = await run([
      `import { check } from "hub-evolution";\n\ncheck(1 > 2, "one is more than two");`,
    ]);
    expect(failure).toMatchObject({
      cell: 1,
      how: "thrown",
      line: 3,
      message: "Does not hold: one is more than two",
    });
  });

  it("refuse a name that another cell recorded", async () => {
    const once = `record("a", 1, { n: 1, snapshot });`;
    const { failure } = await run([`import { record } from "hub-evolution";\n${snapshot}`, once, once]);
    expect(failure).toMatchObject({ cell: 3, message: expect.stringContaining(`"a"`) });
  });
});

describe("files that are no notebooks", () => {
  it.each([
    ["absent", undefined, /no such notebook/],
    ["not JSON", "{", /not valid JSON/],
    ["another JSON", "[]", /not a notebook of format 4/],
    ["format 3", `{"nbformat": 3, "worksheets": []}`, /not a notebook of format 4/],
  ])("are refused: %s", async (name, text, why) => {
    const path = join(folder, `bad-${name.replace(/\W/g, "")}.ipynb`);
    if (text !== undefined) writeFileSync(path, text);
    await expect(runNotebook(path)).rejects.toThrow(why);
  });

  it("an empty notebook passes", async () => {
    expect((await run([])).failure).toBeUndefined();
    expect((await run(["# T", "  "])).failure).toBeUndefined();
  });
});

it.skipIf(!hasProc)("leaves no kernel behind", () => {
  const commands = childrenOf(process.pid).map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return "";
    }
  });
  expect(commands.filter((command) => command.includes("--config-path="))).toEqual([]);
});
