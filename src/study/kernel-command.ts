import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The kernel's entry script, by import resolution: whatever tslab is on the PATH is never run. */
function tslabScript(): string {
  const manifest = createRequire(import.meta.url).resolve("tslab/package.json");
  return join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin.tslab);
}

/**
 * Arguments for node that start a tslab kernel on a connection file. Node's own warnings about experimental and
 * deprecated features stay out: a notebook's require of this package, an ES module, would print one each time.
 */
export function kernelCommand(connectionFile: string, nodeOptions: readonly string[] = []): string[] {
  return [
    "--disable-warning=ExperimentalWarning",
    "--disable-warning=DeprecationWarning",
    ...nodeOptions,
    tslabScript(),
    "kernel",
    `--config-path=${connectionFile}`,
  ];
}

/** Writes a Jupyter kernel specification named tslab into a folder that JUPYTER_PATH can name. */
export function writeKernelSpec(folder: string): void {
  const spec = join(folder, "kernels", "tslab");
  mkdirSync(spec, { recursive: true });
  writeFileSync(
    join(spec, "kernel.json"),
    JSON.stringify({
      argv: [process.execPath, ...kernelCommand("{connection_file}")],
      display_name: "TypeScript",
      language: "typescript",
    }),
  );
}
