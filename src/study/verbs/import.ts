import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { describeImport, importArchive } from "../../snapshot/index.js";
import { archivesFolder } from "../prepare-snapshot.js";
import { archiveSources } from "../study-definition.js";
import { toolName } from "../tool-version.js";
import { needed, type Verb, WrongUsage } from "./verb.js";

/** A source by path, or an archive of data/sources.json by name. */
function findSource(given: string): string {
  if (existsSync(given)) return given;
  const listed = archiveSources().find(({ name }) => name === given);
  if (!listed) {
    throw new Error(
      `${given} does not exist, and data/sources.json lists no archive of that name. It lists: ${archiveSources()
        .map(({ name }) => name)
        .join(", ")}.`,
    );
  }
  const path = join(archivesFolder(), listed.folder);
  if (!existsSync(path)) {
    throw new Error(
      `${path} does not exist. Get it from ${listed.address} (commit ${listed.commit}) and give its path.`,
    );
  }
  return path;
}

export const importVerb: Verb = {
  name: "import",
  usage: "SOURCE… --out DIR [--from NAME] [--json]",
  summary: "turn an archive into a snapshot",
  help: `Reads Hub list pages (*.json, *.json.gz), full model answers, commit lists, git-history files, cards and creation
times. Several sources merge by model id. A source is a path or the name of an archive in data/sources.json.

  --out DIR      folder of the snapshot; must not exist yet
  --from NAME    where the source comes from, for the manifest (default: its entry in data/sources.json, else its name)
  --as-of TIME   time for which the rows hold (default: the latest time in them)
  --json         the summary on standard output

Examples
  hub-evolution import ../shared/data/census-2024-07-11 --out snapshots/census-2024-07-11
  hub-evolution import census-2024-07-11 hf-creation-times-2022-10 --out snapshots/repaired`,
  options: {
    out: { type: "string" },
    from: { type: "string" },
    "as-of": { type: "string" },
    json: { type: "boolean", default: false },
  },
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  async run({ values, positionals, print, progress }) {
    const out = needed(values.out, "out", "DIR, the folder to write");
    const asOf = values["as-of"] === undefined ? undefined : new Date(values["as-of"] as string);
    if (asOf && Number.isNaN(asOf.getTime()))
      throw new WrongUsage(`--as-of takes an ISO time, not "${values["as-of"]}".`);
    const sources = positionals.map(findSource);
    const from = values.from as string | undefined;
    const summary = await importArchive({
      sources,
      out,
      tool: toolName(),
      ...(asOf && { asOf }),
      origins: sources.map((path) => {
        const listed = archiveSources().find(({ name }) => name === (from ?? basename(path)));
        return listed
          ? { title: listed.title, path: listed.address, version: listed.commit, licence: listed.licence }
          : { title: from ?? basename(path), path: basename(path) };
      }),
      onProgress: (step) => progress.update(step),
    });
    progress.end();
    if (values.json) print(`${JSON.stringify(summary, null, 2)}\n`);
    else print(`${describeImport(summary)}\n`);
    return 0;
  },
};
