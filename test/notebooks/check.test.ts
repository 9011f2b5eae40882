import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchFolder, writeNotebook } from "../support/notebook.js";
import { simulatedSnapshot } from "../support/simulated.js";

const root = join(import.meta.dirname, "../..");

// The verb itself, on a small notebook over a simulated snapshot.
describe("study --check", () => {
  const folder = scratchFolder();
  const committed = join(folder, "committed.json");
  const figures = join(folder, "committed-figures.json");
  let notebook: string;
  let snapshot: string;

  const study = (...options: string[]) =>
    spawnSync(
      process.execPath,
      [
        join(root, "dist", "cli.js"),
        ...["study", notebook, "--snapshot", `census=${snapshot}`, "--out", join(folder, "report")],
        ...["--results", committed, ...options],
      ],
      { encoding: "utf8", cwd: root },
    );
  /** Changes a committed file, checks, and puts it back. */
  const checkedWith = (path: string, change: (text: string) => string) => {
    const before = readFileSync(path, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    const run = study("--check");
    writeFileSync(path, before);
    return run;
  };

  beforeAll(async () => {
    snapshot = await simulatedSnapshot();
    notebook = writeNotebook(
      "90-small",
      [
        "# How many?",
        `import { lineFigure, openSnapshot, record, show } from "hub-evolution";
const hub = await openSnapshot("census");
const months = await hub.columns("SELECT date_trunc('month', created_at) AS month, count(*)::DOUBLE AS models FROM models WHERE created_at IS NOT NULL GROUP BY ALL ORDER BY ALL");
const models = await hub.value("SELECT count(*)::DOUBLE FROM models");
record("models", models, { n: models, unit: "models", snapshot: hub });
record("mean-likes", await hub.value("SELECT avg(likes) FROM models"), { low: 0.25, high: 1e6, n: models, snapshot: hub });
show(lineFigure({ name: "months", title: "Models come", n: models, of: "models", x: { title: "month", scale: "date" }, y: { title: "models" }, series: [{ name: "models", x: months.month as Date[], y: months.models as number[] }] }, { snapshot: hub.name, asOf: hub.asOf, simulated: hub.simulated }));`,
      ],
      folder,
    );
    expect(study("--write").stderr).toContain("1 of 1 notebooks ran");
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("finds nothing where nothing moved", () => {
    const { status, stderr } = study("--check");
    expect(stderr).toContain("no number moved (2 results and 1 figures compared)");
    expect(status).toBe(0);
  }, 120_000);

  it("catches one changed number and names it", () => {
    const { status, stderr } = checkedWith(committed, (text) =>
      text.replace('"value": 2000', '"value": 2001'),
    );
    expect(stderr).toContain("90-small: models value moved from 2001 to 2000");
    expect(stderr).toContain("1 numbers or figures moved");
    expect(status).toBe(1);
  }, 120_000);

  it("catches one changed figure and names it", () => {
    const { status, stderr } = checkedWith(figures, (text) =>
      text.replace(/sha256:(.)/, (_, digit) => `sha256:${digit === "0" ? "1" : "0"}`),
    );
    expect(stderr).toContain("90-small: figure months is drawn from other numbers");
    expect(status).toBe(1);
  }, 120_000);

  it("says what to do where there is nothing to compare figures with", () => {
    const before = readFileSync(figures, "utf8");
    rmSync(figures);
    const { status, stderr } = study("--check");
    writeFileSync(figures, before);
    expect(stderr).toMatch(
      /committed-figures\.json does not exist: nothing to compare figures with\. Write it with --write/,
    );
    expect(status).toBe(1);
  }, 120_000);
});
