/**
 * Packs the project, installs the tarball in an empty folder and uses it there as a stranger would: `node
 * scripts/try-package.mjs`. Takes minutes and the registry (or npm's cache); no part of the tests.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "hub-evolution-package-"));
const run = (cwd, command, args, input) =>
  execFileSync(command, args, { cwd, input, encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] });
const require = (holds, what) => {
  if (!holds) throw new Error(`The package does not work: ${what}.`);
  console.log(`ok: ${what}`);
};

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
  const use = (args, input) => run(folder, "npx", ["hub-evolution", ...args], input);
  require(use(["--help"]).includes("hub-evolution study"), "--help");
  require(JSON.parse(use(["classify"], "Fix typo\n")).kinds[0] === "corrective", "classify");
  require(JSON.parse(use(["simulate", "--out", "hub", "--models", "200", "--seed", "1", "--json"])) !==
    null, "simulate");
  require(JSON.parse(use(["verify", "hub", "--json"])).ok, "verify");
  require(JSON.parse(use(["study", "01-growth", "--out", "report", "--json"])).results.length >
    0, "study 01-growth");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
