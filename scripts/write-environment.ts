import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..");
const json = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));

/** Why each direct dependency is there; a dependency without a reason fails here. */
const reasons: Readonly<Record<string, string>> = {
  "@duckdb/node-api": "SQL over the snapshots' Parquet tables; reading archives",
  "@huggingface/hub": "the Hub's client, given the project's own polite fetch",
  "@huggingface/tasks": "tasks and their modality, for domains",
  arquero: "tables in notebooks",
  "danfojs-node": "dataframes for readers used to pandas",
  "@tensorflow/tfjs-node": "what danfojs asks for, without the native build that downloads binaries",
  "@uwdata/flechette": "pinned for arquero, whose newest choice needs a package that does not exist",
  "@stryker-mutator/core": "mutation tests, npm run mutate",
  "@stryker-mutator/vitest-runner": "mutation tests, npm run mutate",
  stopword: "words too common to tell topics apart",
  fflate: "full answers of the census, which their repository keeps as zip files",
  "franc-min": "the language of a card's prose",
  graphology: "graphs of owners and tags",
  "graphology-communities-louvain": "communities, seeded",
  "graphology-layout-forceatlas2": "places of nodes in network figures",
  "graphology-metrics": "modularity",
  "hub-evolution": "the project itself, so that notebooks import it by name",
  jsdom: "drawing plotly figures without a browser",
  marked: "prose of notebooks in the report",
  "plotly.js": "figures, interactive and still",
  tslab: "the TypeScript kernel of the notebooks",
  yaml: "front matter of model cards, parsed as data",
  zeromq: "speaking to the kernel",
  "@biomejs/biome": "lint and format",
  ajv: "the schema of the claims, in their test",
  "axe-core": "accessibility of the report, in the browser",
  "@sparticuz/chromium": "a browser from npm for tests of figures and pages",
  "@types/jsdom": "types",
  "@types/node": "types",
  "fast-check": "property tests",
  "playwright-core": "driving the browser in tests",
  esbuild: "what tsx and vitest compile with, pinned so that the lockfile lists every platform",
  tsx: "running benchmarks and scripts",
  typescript: "the compiler; 5.6, because the kernel's 5.0 reads our declarations",
  vitest: "tests",
};

/** environment.md, from package.json and the lockfile. */
export function environment(): string {
  const { dependencies, optionalDependencies, devDependencies, overrides, engines } = json("package.json");
  const { packages } = json("package-lock.json");
  const reasonOf = (name: string) => {
    const reason =
      reasons[name] ?? (name.startsWith("@stdlib/") ? "special functions and distributions" : undefined);
    if (!reason)
      throw new Error(`${name} has no reason in scripts/write-environment.ts; say what it is for.`);
    return reason;
  };
  const rows = (listed: Record<string, string>) =>
    Object.keys(listed)
      .sort()
      .map(
        (name) =>
          `| ${name} | ${packages[`node_modules/${name}`]?.version ?? "this folder"} | ${reasonOf(name)} |`,
      )
      .join("\n");
  const locked = Object.keys(packages).length - 1;
  return `# Environment

Written by \`npm run environment\` from package.json and package-lock.json; a test compares.

- Node ${engines.node} (20.19 and later, 24), npm 10 or 11. No Python, Jupyter or browser is needed to run the study or the tests.
- Debian's jupyter-nbconvert, python3-nbclient and python3-ipykernel let one more test run, under standard Jupyter.
- Debian's python3-pandas, python3-sklearn, python3-scipy and python3-networkx are the peers of the benchmarks only.
- ${locked} packages are locked. None of ours runs a script on install; \`npm ci --ignore-scripts\` works.

## To rebuild it

\`\`\`sh
npm ci                # exactly these versions
npm run environment   # after a change of dependencies
\`\`\`

## Used when the study runs

| package | version | for |
|---|---|---|
${rows(dependencies)}

## Optional

Of the notebooks only two use danfojs, beside other tables; where its tree cannot be had, npm installs the rest.

| package | version | for |
|---|---|---|
${rows(optionalDependencies)}

## Used to build, test and measure

| package | version | for |
|---|---|---|
${rows(devDependencies)}

## Overrides

| package | instead | why |
|---|---|---|
| xlsx, under danfojs-node | ${overrides["danfojs-node"].xlsx.replace("npm:", "")} | danfojs-node names a download address instead of a package |

## Traps

- \`.bin/tsc\` can be the kernel's TypeScript 5.0.4: call node_modules/typescript/bin/tsc, as the scripts do.
- The kernel loads this package with require(): no top-level await in src.
- DuckDB without its ICU extension ignores the offset of a time in text; \`utcSql\` reads it.
- danfojs counts null as 0 in grouped means and sorts slowly: it is used for small descriptions only.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(join(root, "environment.md"), environment());
}
