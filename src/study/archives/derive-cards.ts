import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { byCodePoint } from "./by-code-point.js";

interface Infos {
  readonly modelId: string;
  readonly sha: string | null;
  readonly lastModified: string | null;
  readonly pipeline_tag: string | null;
  readonly library_name?: string | null;
  readonly likes?: number;
  readonly downloads?: number;
  readonly private?: boolean;
  readonly tags: readonly string[];
  readonly siblings: readonly { readonly rfilename: string }[];
}

/** What the source stored in the place of a card that a repository does not have. */
const absent = "Error: the path 'README.md' does not exist";

/** The cards and metadata of February 2022 from models/OWNER/NAME/ (infos.json and README.md): one line a card, one row a model. */
export async function deriveCards(repository: string, out: string): Promise<void> {
  const models: { readonly infos: Infos; readonly card: string }[] = [];
  const below = join(repository, "models");
  for (const path of await readdir(below, { recursive: true })) {
    if (!path.endsWith("infos.json")) continue;
    const infos = JSON.parse(await readFile(join(below, path), "utf8")) as Infos;
    models.push({ infos, card: await readFile(join(below, dirname(path), "README.md"), "utf8") });
  }
  models.sort((a, b) => byCodePoint(a.infos.modelId, b.infos.modelId));

  const cards = models.filter(({ card }) => statusOf(card) === "text");
  const lines = cards.map(({ infos, card }) => `${JSON.stringify({ id: infos.modelId, card })}\n`);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "cards.jsonl.gz"), gzipSync(lines.join("")));
  const rows = models.map((model) => `${Object.values(rowOf(model)).map(csvField).join(",")}\n`);
  const header = `${Object.keys(rowOf(models[0]!)).join(",")}\n`;
  await writeFile(join(out, "models.csv.gz"), gzipSync(header + rows.join("")));
}

const statusOf = (card: string) => (card.startsWith(absent) ? "absent" : card.trim() ? "text" : "empty");

function rowOf({ infos, card }: { readonly infos: Infos; readonly card: string }) {
  return {
    id: infos.modelId,
    sha: infos.sha,
    last_modified: infos.lastModified,
    pipeline_tag: infos.pipeline_tag,
    library_name: infos.library_name,
    likes: infos.likes,
    downloads: infos.downloads,
    private: infos.private,
    tags: JSON.stringify(infos.tags),
    files: JSON.stringify(infos.siblings.map(({ rfilename }) => rfilename)),
    card_status: statusOf(card),
  };
}

function csvField(value: unknown): string {
  const text = String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
