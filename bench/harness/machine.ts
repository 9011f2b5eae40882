import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { python } from "./run-side.js";

/** What the numbers were measured on, without anything that names the machine. */
export function describeMachine(): Record<string, string> {
  const { dependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"),
  ) as { dependencies: Record<string, string> };
  return {
    cores: `${availableParallelism()} (${cpus()[0]?.model.trim() ?? "unknown processor"})`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    Node: process.versions.node,
    DuckDB: dependencies["@duckdb/node-api"]!,
    "@huggingface/hub": dependencies["@huggingface/hub"]!,
    ...pythonVersions(),
  };
}

function pythonVersions(): Record<string, string> {
  const script = `
import importlib, json, platform
found = {"Python": platform.python_version()}
for name in ("numpy", "pandas", "scipy", "sklearn", "networkx"):
    try: found[name] = importlib.import_module(name).__version__
    except ImportError: pass
print(json.dumps(found))`;
  try {
    return JSON.parse(execFileSync(python, ["-c", script], { encoding: "utf8" })) as Record<string, string>;
  } catch {
    return { Python: "none" };
  }
}
