/**
 * Mutation tests of src/stats, src/classify and src/snapshot: every small change to the code that no test notices is a
 * survivor. `npm run mutate [-- --minutes N] [PATH…]` runs Stryker over the files that have no result yet, a few at a time
 * in an order drawn by seed, so that stopping early leaves a random sample of files; the results lie in
 * test-results/mutation, and docs/mutation.md is written from them at the end. Hours of work, and no part of the tests.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { random } from "../src/stats/index.js";

const root = join(import.meta.dirname, "..");
const kept = join(root, "test-results/mutation");
const { values, positionals } = parseArgs({
  options: { minutes: { type: "string", default: "600" }, batch: { type: "string", default: "1" } },
  allowPositionals: true,
});

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

function inDrawnOrder(): string[] {
  const files = [...sources];
  const chance = random("mutation order");
  for (let i = files.length - 1; i > 0; i--) {
    const j = chance.int(i + 1);
    [files[i], files[j]] = [files[j]!, files[i]!];
  }
  return files;
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
 * The test files that name something that a source file exports, or that the files which import it export. What only other
 * tests would notice counts as survived: the share killed is a lower bound.
 */
function testsOf(file: string): string[] {
  const importers = sources.filter((other) => source(other).includes(`/${basename(file, ".ts")}.js"`));
  const names = [file, ...importers].flatMap((one) =>
    [...source(one).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map(
      ([, name]) => name!,
    ),
  );
  const word = new RegExp(`\\b(${names.join("|") || "$^"})\\b`);
  return testFiles.filter((test) => word.test(source(test)));
}

/** What Stryker says of a mutant, as far as it is kept. */
interface MutantResult {
  readonly fileName: string;
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
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
  }).runMutationTest();
  for (const file of files) {
    const text = source(file);
    const outcome: FileOutcome = {
      file,
      sha256: sha256(text),
      mutants: results
        .filter(({ fileName }) => relative(root, fileName) === file)
        .map(({ status, mutatorName, location: { start, end }, replacement }) => ({
          status,
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

process.chdir(root);
mkdirSync(kept, { recursive: true });
const end = Date.now() + Number(values.minutes) * 60_000;
const wanted = positionals.length ? positionals : inDrawnOrder().filter((file) => !isDone(file));
const batch = Number(values.batch);
for (let at = 0; at < wanted.length && Date.now() < end; at += batch) {
  const files = wanted.slice(at, at + batch);
  console.error(`${at} of ${wanted.length} files done; next ${files.join(", ")}`);
  try {
    await mutate(files);
  } catch (error) {
    console.error(`Not run: ${files.join(", ")}: ${error instanceof Error ? error.message : error}`);
  }
}
