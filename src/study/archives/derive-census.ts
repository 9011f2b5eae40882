import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { strFromU8, unzipSync } from "fflate";
import { byCodePoint } from "./by-code-point.js";

const gzipped = promisify(gzip);

/**
 * The census from its repository: the list pages (models_page12_07-11-2024.json) byte for byte, compressed, and the full
 * answers out of their zip files (one JSON file a model) as one line each, by id.
 */
export async function deriveCensus(repository: string, out: string): Promise<void> {
  const lists = join(repository, "data/raw_data/model_lists");
  await mkdir(join(out, "pages"), { recursive: true });
  for (const name of await readdir(lists)) {
    const page = /^models_page(\d+)_/.exec(name)?.[1];
    if (!page) continue;
    const path = join(out, "pages", `page-${page.padStart(3, "0")}.json.gz`);
    await writeFile(path, await gzipped(await readFile(join(lists, name))));
  }

  const answers = join(repository, "data/raw_data/model_data");
  const models: { readonly id: string }[] = [];
  for (const name of await readdir(answers)) {
    if (!name.endsWith(".zip")) continue;
    for (const [entry, bytes] of Object.entries(unzipSync(await readFile(join(answers, name))))) {
      if (entry.endsWith(".json")) models.push(JSON.parse(strFromU8(bytes)));
    }
  }
  models.sort((a, b) => byCodePoint(a.id, b.id));
  const lines = models.map((model) => `${JSON.stringify(model)}\n`).join("");
  await mkdir(join(out, "full"), { recursive: true });
  await writeFile(join(out, "full/model-info.ndjson.gz"), await gzipped(lines));
}
