/**
 * Mutation tests of src/stats, src/classify and src/snapshot: every small change to the code that no test notices is a
 * survivor. `npm run mutate [-- --from 0 --to 1] [--minutes N] [PATH…]` runs Stryker over the mutants whose number, drawn for
 * each mutant from its place and text, lies from `from` up to `to`: a random sample of all of them, and a further one for
 * other numbers. Results lie in test-results/mutation; `--table` sums them up for docs/mutation.md. `--static` runs
 * as well what is made when a module is loaded, which takes all the file's tests anew. No part of the tests.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { random, share } from "../src/stats/index.js";

const root = join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  options: {
    from: { type: "string", default: "0" },
    to: { type: "string", default: "1" },
    minutes: { type: "string", default: "600" },
    batch: { type: "string", default: "20" },
    static: { type: "boolean", default: false },
    table: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const [from, to] = [Number(values.from), Number(values.to)];
const kept = join(root, "test-results/mutation", `${from}-${to}`);

export interface MutantOutcome {
  readonly status: string;
  readonly mutator: string;
  readonly line: number;
  readonly column: number;
  readonly was: string;
  readonly became: string;
}
export interface FileOutcome {
  readonly file: string;
  /** Hash of the source that was mutated. */
  readonly sha256: string;
  /** How many mutants the file has, drawn or not. */
  readonly total: number;
  /** The mutants that were drawn. */
  readonly mutants: readonly MutantOutcome[];
}

const source = (file: string) => readFileSync(join(root, file), "utf8");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const resultOf = (file: string) => join(kept, `${file.replaceAll("/", "__")}.json`);

function isDone(file: string): boolean {
  const path = resultOf(file);
  return (
    existsSync(path) &&
    (JSON.parse(readFileSync(path, "utf8")) as FileOutcome).sha256 === sha256(source(file))
  );
}

const filesIn = (folders: readonly string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => file.endsWith(".ts"))
    .sort();
const folders = ["stats", "classify", "snapshot"];
const sources = filesIn(folders.map((folder) => `src/${folder}`));
const testFiles = filesIn(folders.map((folder) => `test/${folder}`)).filter((file) =>
  file.endsWith(".test.ts"),
);

/** Neighbours together, as they share tests; the groups in an order drawn by seed. */
function batches(files: readonly string[], size: number): string[][] {
  const groups: string[][] = [];
  for (let at = 0; at < files.length; at += size) groups.push(files.slice(at, at + size));
  return random("mutation order").shuffle(groups);
}

/** The text between two places of a source, lines and columns counted from 1. */
function between(text: string, start: Place, end: Place): string {
  const lines = text.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1);
  lines[0] = lines[0]!.slice(start.column - 1);
  return lines.join("\n");
}
type Place = { readonly line: number; readonly column: number };

/**
 * The test files that name something that a source file exports, or that the files which import it export: those of its own
 * folder, or all where that has none. What only other tests would notice counts as survived: the share is a lower bound.
 */
function testsOf(file: string): string[] {
  const importers = sources.filter((other) => source(other).includes(`/${basename(file, ".ts")}.js"`));
  const names = [file, ...importers].flatMap((one) =>
    [...source(one).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map(
      ([, name]) => name!,
    ),
  );
  const word = new RegExp(`\\b(${names.join("|") || "$^"})\\b`);
  const naming = testFiles.filter((test) => word.test(source(test)));
  const own = naming.filter((test) => test.split("/")[1] === file.split("/")[1]);
  return own.length ? own : naming;
}

/** What Stryker says of a mutant, as far as it is read. */
interface MutantResult {
  readonly fileName: string;
  readonly status?: string;
  readonly statusReason?: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

/** A number from 0 up to 1 that is the mutant's own. */
function lot({ fileName, mutatorName, replacement, location }: MutantResult): number {
  const { start, end } = location;
  const place = [start.line, start.column, end.line, end.column];
  const text = JSON.stringify([relative(root, fileName), mutatorName, replacement, ...place]);
  return Number.parseInt(sha256(text).slice(0, 12), 16) / 2 ** 48;
}

const notDrawn = "not drawn";

/** Has Stryker leave out the mutants that were not drawn, for which it has no option of its own. */
async function drawMutants(): Promise<void> {
  const module: string = "@stryker-mutator/instrumenter";
  const { Instrumenter } = (await import(module)) as {
    Instrumenter: { prototype: { instrument(...of: unknown[]): Promise<{ mutants: MutantResult[] }> } };
  };
  const whole = Instrumenter.prototype.instrument;
  Instrumenter.prototype.instrument = async function (...of) {
    const instrumented = await whole.apply(this, of);
    const mutants = instrumented.mutants.map((mutant) => {
      const own = lot(mutant);
      return own >= from && own < to ? mutant : { ...mutant, status: "Ignored", statusReason: notDrawn };
    });
    return { ...instrumented, mutants };
  };
}

async function mutate(files: readonly string[]): Promise<void> {
  const tests = [...new Set(files.flatMap((file) => testsOf(file)))].filter(
    (test) => !test.endsWith("classify-verb.test.ts"),
  );
  process.env.MUTATION_TESTS = JSON.stringify(tests);
  console.error(`tests: ${tests.join(", ")}`);
  // By a name that types do not follow: only who runs this needs Stryker to be there.
  const stryker: string = "@stryker-mutator/core";
  const { Stryker } = await import(stryker);
  const results: readonly MutantResult[] = await new Stryker({
    configFile: "scripts/stryker.config.json",
    mutate: [...files],
    ignoreStatic: !values.static,
  }).runMutationTest();
  for (const file of files) {
    const text = source(file);
    const own = results.filter(({ fileName }) => relative(root, fileName) === file);
    const outcome: FileOutcome = {
      file,
      sha256: sha256(text),
      total: own.length,
      mutants: own
        .filter(({ statusReason }) => statusReason !== notDrawn)
        .map(({ status, mutatorName, location: { start, end }, replacement }) => ({
          status: status ?? "Pending",
          mutator: mutatorName,
          line: start.line,
          column: start.column,
          was: between(text, start, end).slice(0, 200),
          became: (replacement ?? "").slice(0, 200),
        })),
    };
    writeFileSync(resultOf(file), `${JSON.stringify(outcome, null, 1)}\n`);
  }
}

/** The share killed or timed out of those that ran or that no test reaches, by folder. */
function table(): string {
  const outcomes = readdirSync(kept).map(
    (name) => JSON.parse(readFileSync(join(kept, name), "utf8")) as FileOutcome,
  );
  const percent = (part: number) => `${(100 * part).toFixed(1)}%`;
  const row = (name: string, of: readonly FileOutcome[]) => {
    const drawn = of.flatMap(({ mutants }) => mutants);
    const count = (status: string) => drawn.filter((mutant) => mutant.status === status).length;
    const [killed, late, survived, unreached] = ["Killed", "Timeout", "Survived", "NoCoverage"].map(
      count,
    ) as [number, number, number, number];
    const noticed = share(killed + late, killed + late + survived + unreached);
    const total = of.reduce((sum, outcome) => sum + outcome.total, 0);
    const cells = [name, of.length, total, drawn.length, count("Ignored"), killed, late, survived, unreached];
    const rate = noticed
      ? `${percent(noticed.value)} (${percent(noticed.low)} to ${percent(noticed.high)})`
      : "";
    return `| ${[...cells, rate].join(" | ")} |`;
  };
  const folderOf = ({ file }: FileOutcome) =>
    file.startsWith("src/classify/train/") ? "src/classify/train" : file.split("/").slice(0, 2).join("/");
  const names = [...new Set(outcomes.map(folderOf))].sort();
  return [
    "| folder | files | mutants | drawn | static, left out | killed | timed out | survived | no test reaches | noticed (95%) |",
    `|${"---|".repeat(10)}`,
    ...names.map((name) =>
      row(
        name,
        outcomes.filter((outcome) => folderOf(outcome) === name),
      ),
    ),
    row("all", outcomes),
  ].join("\n");
}

process.chdir(root);
mkdirSync(kept, { recursive: true });
if (values.table) console.log(table());
else {
  await drawMutants();
  const end = Date.now() + Number(values.minutes) * 60_000;
  const wanted = sources.filter(
    (file) => !isDone(file) && (!positionals.length || positionals.some((path) => file.startsWith(path))),
  );
  for (const files of batches(wanted, Number(values.batch))) {
    if (Date.now() > end) break;
    console.error(`${new Date().toISOString()} ${files.join(", ")}`);
    try {
      await mutate(files);
    } catch (error) {
      console.error(`Not run: ${files.join(", ")}: ${error instanceof Error ? error.message : error}`);
    }
  }
}
