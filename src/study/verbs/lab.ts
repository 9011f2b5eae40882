import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { writeKernelSpec } from "../kernel-command.js";
import { packageRoot } from "../package-root.js";
import { snapshotsFolder } from "../prepare-snapshot.js";
import { notebooksFolder } from "../run-study.js";
import type { Verb } from "./verb.js";

export const labVerb: Verb = {
  name: "lab",
  usage: "",
  summary: "open the notebooks in JupyterLab, with the TypeScript kernel made known to it",
  help: `Needs JupyterLab (pip install jupyterlab). The kernel's specification is written inside the project and named to
JupyterLab by JUPYTER_PATH; nothing is installed outside. Notebooks opened so run on the simulated study.

Example
  hub-evolution lab`,
  options: {},
  positionals: { min: 0, max: 0 },
  async run({ signal }) {
    const folder = join(packageRoot, "node_modules", ".cache", "hub-evolution", "jupyter");
    writeKernelSpec(folder);
    const path = [folder, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter);
    const lab = spawn("jupyter", ["lab", notebooksFolder], {
      stdio: "inherit",
      env: { ...process.env, JUPYTER_PATH: path, HUB_EVOLUTION_SNAPSHOTS: snapshotsFolder() },
      signal,
    });
    return new Promise((resolve, reject) => {
      lab.once("error", (error: NodeJS.ErrnoException) =>
        reject(
          error.code === "ENOENT"
            ? new Error(
                "jupyter is not on the PATH. Install JupyterLab (pip install jupyterlab) and try again.",
              )
            : error,
        ),
      );
      lab.once("exit", (code) => resolve(code === 0 ? 0 : 1));
    });
  },
};
