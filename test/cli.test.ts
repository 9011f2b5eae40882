import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { scratchFolder, writeNotebook } from "./support/notebook.js";
import { childrenOf, expectGone, hasProc } from "./support/processes.js";

// Real kernels on a busy machine take their time.
vi.setConfig({ testTimeout: 240_000 });

const root = join(import.meta.dirname, "..");
const cli = join(root, "dist", "cli.js");
const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    cwd: root,
    timeout: 200_000,
  });
  return { status, stdout, stderr };
};
const verbs = () =>
  [...run("--help").stdout.matchAll(/^ {2}hub-evolution ([a-z]+) /gm)].map(([, verb]) => verb!);

describe("simulate", () => {
  it("writes the tables asked for, with about as many commits a model as asked for", () => {
    const out = join(folder, "toy");
    const { status, stdout } = run(
      ...["simulate", "--out", out, "--models", "600", "--seed", "1", "--json"],
      ...["--tables", "models,commits", "--commits-per-model", "4"],
    );
    expect(status).toBe(0);
    const { rows, truth } = JSON.parse(stdout);
    expect(Object.keys(rows)).toEqual(["models", "commits"]);
    expect(truth.realised.commits / 600).toBeGreaterThan(3);
    expect(truth.realised.commits / 600).toBeLessThan(5);
    expect(existsSync(join(out, "truth-models.parquet"))).toBe(false);
  });
});

describe("help and usage", () => {
  it("prints the verbs, the version, and each verb's options with examples", () => {
    const help = run("--help");
    expect(help.status).toBe(0);
    expect(help.stderr).toBe("");
    expect(verbs()).toEqual(expect.arrayContaining(["study", "import", "verify"]));
    for (const verb of verbs()) {
      const { status, stdout } = run(verb, "--help");
      expect(status, verb).toBe(0);
      expect(stdout, verb).toMatch(/Examples?\n {2}/);
    }
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(run("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([
    [["fly"], /No verb "fly"\. The verbs are study,/],
    [["study", "--fast"], /Unknown option '--fast'.*hub-evolution study --help/],
    [["study", "--out"], /'--out.*argument missing.*--help/],
    [["study", "--study", "imagined"], /The studies are simulated, published/],
    [["study", "--jobs", "two"], /--jobs takes a whole number/],
    [["study", "--snapshot", "census"], /takes ROLE=PATH/],
    [["study", "--snapshot", "weather=."], /The roles are/],
    [["import", "x"], /Give --out DIR/],
    [["import"], /Usage: hub-evolution import/],
    [
      ["simulate", "--out", "x", "--models", "9", "--seed", "1", "--tables", "model"],
      /--tables knows models, /,
    ],
    [["simulate", "--out", "x", "--models", "9", "--seed", "1", "--commits-per-model", "1"], /at least 1\.5/],
    [["verify"], /Usage: hub-evolution verify/],
    [["verify", "a", "b"], /Usage: hub-evolution verify/],
  ])("exits 2 with one line for %j", (args, why) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toMatch(why);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });

  it("exits 2 with the overview where nothing is asked", () => {
    expect(run()).toMatchObject({ status: 2, stdout: expect.stringContaining("hub-evolution study") });
  });

  it.each([
    [["verify", "no/such/folder"], /no\/such\/folder/],
    [["import", "no/such/source", "--out", join(folder, "s")], /no\/such\/source does not exist/],
    [["study", "no-such-notebook"], /no-such-notebook: no such notebook/],
    [["study", "--snapshot", `census=${folder}`], /is no snapshot/],
  ])("exits 1 with one line that says what and where for %j", (args, why) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toMatch(why);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe("");
    expect(status).toBe(1);
  });
});

describe("import and verify", () => {
  const archive = join(folder, "list");
  const out = join(folder, "snapshot");

  it("import a list, find it whole, and name the file that was changed", () => {
    mkdirSync(archive);
    writeFileSync(
      join(archive, "page-001.json"),
      JSON.stringify([
        {
          _id: "1",
          id: "ada/engine",
          createdAt: "2023-01-02T03:04:05.000Z",
          likes: 3,
          downloads: 10,
          tags: [],
        },
        { _id: "2", id: "bare", createdAt: "2022-03-02T23:29:04.000Z", likes: 0, downloads: 0, tags: [] },
      ]),
    );
    const imported = run("import", archive, "--out", out, "--json");
    expect(imported.stderr).not.toMatch(/hub-evolution:/);
    expect(JSON.parse(imported.stdout)).toMatchObject({ distinctModels: 2, tables: { models: 2 } });
    expect(imported.status).toBe(0);
    expect(run("verify", out)).toMatchObject({ status: 0 });
    expect(JSON.parse(run("verify", out, "--json").stdout)).toEqual({ ok: true, differences: [] });

    const again = run("import", archive, "--out", out);
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining(out) });

    const table = join(out, "models.parquet");
    const bytes = readFileSync(table);
    bytes[20]! ^= 1;
    writeFileSync(table, bytes);
    const { status, stdout } = run("verify", out);
    expect(stdout).toContain("models.parquet");
    expect(status).toBe(1);
  });
});

describe("study", () => {
  const snapshotCell = `import { check, openSnapshot, record } from "hub-evolution";
const hub = await openSnapshot("census");
const n = await hub.value("SELECT count(*) FROM models");`;

  it("runs a notebook on a given snapshot, writes the report, and puts JSON alone on stdout", () => {
    const archive = join(folder, "own-list");
    const snapshot = join(folder, "own");
    mkdirSync(archive);
    const models = [
      { _id: "1", id: "ada/engine", createdAt: "2023-01-02T03:04:05.000Z", likes: 3, tags: [] },
    ];
    writeFileSync(join(archive, "page-001.json"), JSON.stringify(models));
    expect(run("import", archive, "--out", snapshot).status).toBe(0);
    const out = join(folder, "report");
    const good = writeNotebook("90-good", [
      "# How many?",
      snapshotCell,
      `record("models", n, { n, unit: "models", snapshot: hub });`,
    ]);
    const done = run("study", good, "--snapshot", `census=${snapshot}`, "--out", out, "--json");
    expect(done.stderr).toMatch(/ran {5}90-good, .* 1 results/);
    expect(done.status).toBe(0);
    const written = JSON.parse(readFileSync(join(out, "results.json"), "utf8"));
    expect(JSON.parse(done.stdout)).toEqual(written);
    expect(written).toEqual({
      study: "simulated",
      results: [
        {
          name: "models",
          value: 1,
          low: null,
          high: null,
          n: 1,
          unit: "models",
          notebook: "90-good",
          snapshot: "own",
          asOf: expect.stringMatching(/^2023-01-02T03:04:05/),
        },
      ],
    });
    expect(existsSync(join(out, "notebooks", "90-good.ipynb"))).toBe(true);
    expect(existsSync(join(out, "figures"))).toBe(true);
    expect(readFileSync(join(out, "index.html"), "utf8")).toContain("How many?");

    const kept = join(folder, "kept.json");
    const given = ["--snapshot", `census=${snapshot}`, "--out", out, "--results", kept];
    expect(run("study", good, ...given, "--check")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("nothing to compare with"),
    });
    const before = readFileSync(good, "utf8");
    expect(run("study", good, ...given, "--write")).toMatchObject({ status: 0 });
    // Only the published study writes into the notebooks themselves.
    expect(readFileSync(good, "utf8")).toBe(before);
    writeFileSync(kept, readFileSync(kept, "utf8").replace('"value": 1', '"value": 2'));
    // Compared with what was there before this run wrote.
    expect(run("study", good, ...given, "--write", "--check")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("90-good: models value moved from 2 to 1\n1 numbers or figures moved"),
    });
    expect(JSON.parse(readFileSync(kept, "utf8")).results).toMatchObject([{ name: "models", value: 1 }]);

    const bad = writeNotebook("bad", [snapshotCell, `check(n === 2, "there are two models");`]);
    const failed = run("study", bad, good, "--snapshot", `census=${snapshot}`, "--out", out);
    expect(failed.stderr).toContain("bad.ipynb, cell 2, line 1: Error: Does not hold: there are two models");
    expect(failed.stderr).toContain("1 of 2 notebooks ran");
    expect(failed.status).toBe(1);
    expect(readFileSync(join(out, "index.html"), "utf8")).toContain("This notebook failed");
  });

  it.skipIf(!hasProc)("ends at Ctrl-C with its kernel", async () => {
    const endless = writeNotebook("endless", [`console.log("begun");`, "while (true) {}"]);
    const child = spawn(process.execPath, [cli, "study", endless, "--out", join(folder, "never")], {
      cwd: root,
    });
    let kernel: string | undefined;
    for (let tries = 0; tries < 600 && !kernel; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      kernel = childrenOf(child.pid!)[0];
    }
    expect(kernel).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    child.kill("SIGINT");
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(code).toBe(130);
    await expectGone(kernel!);
  });

  it.skipIf(!hasProc)(
    "takes its kernel along even when it is killed outright in the middle of a busy cell",
    async () => {
      const endless = writeNotebook("busy", ["while (true) {}"]);
      const child = spawn(process.execPath, [cli, "study", endless, "--out", join(folder, "never")], {
        cwd: root,
      });
      let kernel: string | undefined;
      for (let tries = 0; tries < 600 && !kernel; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        kernel = childrenOf(child.pid!)[0];
      }
      await new Promise((resolve) => setTimeout(resolve, 5000));
      child.kill("SIGKILL");
      await expectGone(kernel!);
    },
  );
});
