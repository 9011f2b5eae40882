/** Installs the Python libraries of the benches' peers from Debian's packages, where that may be. */
import { spawnSync } from "node:child_process";
import { python } from "./harness/run-side.js";

/** Debian's package of each module that a peer needs. */
const packages = {
  numpy: "python3-numpy",
  pandas: "python3-pandas",
  scipy: "python3-scipy",
  sklearn: "python3-sklearn",
  networkx: "python3-networkx",
};

const missing = Object.entries(packages)
  .filter(([module]) => spawnSync(python, ["-c", `import ${module}`]).status !== 0)
  .map(([, name]) => name);
const aptGet = (...args: string[]) => spawnSync("apt-get", args, { stdio: "inherit" }).status === 0;
if (missing.length === 0) {
  console.log("The peers' libraries are all there.");
} else if (!(aptGet("update", "-q") && aptGet("install", "-y", "-q", ...missing))) {
  console.error(
    `Could not install ${missing.join(", ")} (apt-get says why above): rows that need them will have our side alone.`,
  );
  process.exitCode = 1;
}
