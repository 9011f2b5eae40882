import { existsSync } from "node:fs";
import { basename } from "node:path";
import { describeImport, importArchive } from "../../snapshot/index.js";
import { findArchive } from "../archives/find-archive.js";
import { archiveSources } from "../study-definition.js";
import { toolName } from "../tool-version.js";
import { needed, type Verb, WrongUsage } from "./verb.js";

const listed = (name: string) => archiveSources().find((source) => source.name === name);

/** A source by path, or an archive of data/sources.json by name. */
async function findSource(given: string, options: Parameters<typeof findArchive>[1]): Promise<string> {
  if (existsSync(given)) return given;
  const source = listed(given);
  if (source) return findArchive(source, options);
  throw new Error(
    `${given} does not exist, and data/sources.json lists no archive of that name. It lists: ${archiveSources()
      .map(({ name }) => name)
      .join(", ")}.`,
  );
}

export const importVerb: Verb = {
  name: "import",
  usage: "SOURCE… --out DIR [--from NAME] [--json]",
  summary: "turn an archive into a snapshot",
  help: `Reads Hub list pages (*.json, *.json.gz), full model answers, commit lists, git-history files, cards and creation
times. Several sources merge by model id. A source is a path or the name of an archive in data/sources.json, which is
looked for beside the project (../shared/data; HUB_EVOLUTION_ARCHIVES names another folder) and else downloaded from its
pinned commit with git, once, into the user's cache (HUB_EVOLUTION_CACHE names another folder).

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
  async run({ values, positionals, print, progress, signal }) {
    const out = needed(values.out, "out", "DIR, the folder to write");
    const asOf = values["as-of"] === undefined ? undefined : new Date(values["as-of"] as string);
    if (asOf && Number.isNaN(asOf.getTime()))
      throw new WrongUsage(`--as-of takes an ISO time, not "${values["as-of"]}".`);
    const onProgress = (step: string) => progress.update(step);
    const sources: string[] = [];
    for (const given of positionals) sources.push(await findSource(given, { onProgress, signal }));
    const from = values.from as string | undefined;
    const summary = await importArchive({
      sources,
      out,
      tool: toolName(),
      ...(asOf && { asOf }),
      origins: positionals.map((given) => {
        const source = listed(from ?? basename(given));
        return source
          ? { title: source.title, path: source.address, version: source.commit, licence: source.licence }
          : { title: from ?? basename(given), path: basename(given) };
      }),
      onProgress,
    });
    progress.end();
    if (values.json) print(`${JSON.stringify(summary, null, 2)}\n`);
    else print(`${describeImport(summary)}\n`);
    return 0;
  },
};
