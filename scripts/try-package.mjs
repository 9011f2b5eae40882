/**
 * Packs the project, installs the tarball in an empty folder and uses it there as a stranger would: `node
 * scripts/try-package.mjs`. Takes minutes, most of them npm's, and the registry (or npm's cache); no part of the tests.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "hub-evolution-package-"));
const run = (cwd, command, args, input) =>
  execFileSync(command, args, { cwd, input, encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] });
let last = performance.now();
const require = (holds, what) => {
  if (!holds) throw new Error(`The package does not work: ${what}.`);
  console.log(`ok: ${what} (${((performance.now() - last) / 1000).toFixed(1)} s)`);
  last = performance.now();
};
const filesBelow = (below) => readdirSync(below, { recursive: true }).sort().join("\n");

try {
  run(root, "npm", ["pack", "--silent", "--pack-destination", folder]);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  const listed = run(folder, "tar", ["tzf", tarball]).split("\n").filter(Boolean);
  const odd = listed.filter(
    (name) => !/^package\/(dist|data|notebooks)\/|^package\/(package\.json|README\.md|LICENSE)$/.test(name),
  );
  require(odd.length === 0 &&
    listed.includes("package/dist/cli.js"), "the tarball holds dist, data, notebooks and nothing else");

  writeFileSync(join(folder, "package.json"), '{"name":"empty","version":"1.0.0","private":true}');
  run(folder, "npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${tarball}`]);
  const installed = join(folder, "node_modules", "hub-evolution");
  require(existsSync(join(installed, "dist", "cli.js")) &&
    !existsSync(join(installed, "node_modules", "hub-evolution")), "it installs, without the link to itself");
  const before = filesBelow(installed);
  const use = (args, input) => run(folder, "npx", ["hub-evolution", ...args], input);
  require(use(["--help"]).includes("hub-evolution study"), "--help");
  require(JSON.parse(use(["classify"], "Fix typo\n")).kinds[0] === "corrective", "classify");
  require(JSON.parse(use(["simulate", "--out", "hub", "--models", "200", "--seed", "1", "--json"])) !==
    null, "simulate");
  require(JSON.parse(use(["verify", "hub", "--json"])).ok, "verify");

  require(JSON.parse(use(["study", "01-growth", "--json"])).results.length > 0, "study 01-growth");
  const own =
    'import { openSnapshot, record } from "hub-evolution";\nconst hub = await openSnapshot("census");\nconst n = await hub.value("SELECT count(*) FROM models");\nrecord("models", n, { n, unit: "models", snapshot: hub });';
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  const cells = [
    { cell_type: "code", id: "a", metadata: {}, execution_count: null, outputs: [], source: own },
  ];
  writeFileSync(
    join(folder, "mine.ipynb"),
    JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }),
  );
  const { results } = JSON.parse(
    use(["study", "mine.ipynb", "--snapshot", "census=hub", "--out", "mine", "--json"]),
  );
  require(results[0].value === 200, "study of a notebook of one's own on a snapshot of one's own");
  require(JSON.parse(use(["claims", "--json"])).length > 0, "claims");

  const made = readdirSync(folder).filter((name) => !/^(node_modules|package.*|.*\.tgz)$/.test(name));
  require(made.sort().join() ===
    "hub,mine,mine.ipynb,report,snapshots", "what it made lies in the folder that it was run in");
  require(filesBelow(installed) === before, "and nothing in the package");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
