import { verifySnapshot } from "../../snapshot/index.js";
import type { Verb } from "./verb.js";

export const verifyVerb: Verb = {
  name: "verify",
  usage: "DIR [--json]",
  summary: "check every hash, row count and schema of a snapshot",
  help: `Names each file that differs from what the manifest says, and exits 1 if any does.

  --json   { ok, differences } on standard output

Example
  hub-evolution verify snapshots/census-2024-07-11`,
  options: { json: { type: "boolean", default: false } },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals, print, progress }) {
    const [folder] = positionals as [string];
    const { ok, filesChecked, differences } = await verifySnapshot(folder, (done, total, path) =>
      progress.update(`verifying ${path}`, done, total),
    );
    progress.end();
    if (values.json) print(`${JSON.stringify({ ok, differences }, null, 2)}\n`);
    else {
      for (const { path, what } of differences) print(`${path}: ${what}\n`);
      print(
        ok
          ? `${folder}: ${filesChecked} files are as written\n`
          : `${folder}: ${differences.length} differences\n`,
      );
    }
    return ok ? 0 : 1;
  },
};
