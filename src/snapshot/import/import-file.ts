import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { constants, createGunzip, gunzipSync } from "node:zlib";
import { SnapshotError } from "../snapshot-error.js";

/** What a file of an archive holds, told from its content, never from its name alone. */
export type ImportKind =
  | "list-page"
  | "model-info"
  | "commit-lists"
  | "missing-models"
  | "cards"
  | "models-csv"
  | "creation-times"
  | "creation-metadata"
  | "mirror-repos"
  | "mirror-commits"
  | "mirror-files"
  | "weight-commits"
  | "change-counts"
  | "none";

export interface ImportFile {
  readonly path: string;
  /** Path below the source that was named, with forward slashes. */
  readonly name: string;
  readonly kind: ImportKind;
}

/** Columns that tell one CSV of an archive from another. */
const csvKinds: readonly (readonly [ImportKind, readonly string[]])[] = [
  ["models-csv", ["id", "sha", "last_modified", "card_status"]],
  ["creation-metadata", ["id", "created_at", "task_category"]],
  ["creation-times", ["id", "created_at"]],
  ["mirror-repos", ["github_repo", "head_commit", "hf_model_id_by_sha_match"]],
  ["mirror-commits", ["github_repo", "commit", "parents", "is_hf"]],
  ["mirror-files", ["commit", "status", "path", "lfs_sha256"]],
  ["change-counts", ["owner", "model_name", "file_changed", "changed_frequency"]],
  ["weight-commits", ["repo_url", "commit_hash", "model_file_path", "serialization_format"]],
];

const malformed = (what: string, path: string, cause?: unknown) =>
  new SnapshotError(what, path, "Fetch the file again, or leave it out of the import.", { cause });

/**
 * Tells what a file holds from its first bytes.
 *
 * @throws SnapshotError where the file has an ending of ours but cannot hold what such a file must.
 */
export async function importKind(path: string): Promise<ImportKind> {
  if (/\.json(\.gz)?$/i.test(path)) return jsonKind(await head(path, 1 << 9), path);
  if (/\.(ndjson|jsonl)(\.gz)?$/i.test(path)) return linesKind(await head(path, 1 << 20), path);
  if (/\.csv(\.gz)?$/i.test(path)) return csvKind(await head(path));
  return "none";
}

function jsonKind(text: string, path: string): ImportKind {
  const start = text.trimStart();
  if (start.startsWith("{")) {
    throw malformed("A page of the model list must be a JSON list, but this is an object", path);
  }
  if (!start.startsWith("["))
    throw malformed(`Not JSON (it begins ${JSON.stringify(start.slice(0, 40))})`, path);
  return /^\[\s*\{\s*"repo"\s*:/.test(start) ? "missing-models" : "list-page";
}

function linesKind(text: string, path: string): ImportKind {
  const keys = new Set([...text.split("\n", 1)[0]!.matchAll(/"([A-Za-z_]+)"\s*:/g)].map(([, key]) => key));
  if (keys.has("repo") && keys.has("commits")) return "commit-lists";
  if (keys.has("id") && keys.has("card")) return "cards";
  if (keys.has("id") || keys.has("modelId") || keys.has("_id")) return "model-info";
  throw malformed("Lines of JSON of no known shape (neither models, commit lists nor cards)", path);
}

function csvKind(text: string): ImportKind {
  const columns = new Set(text.split(/\r?\n/, 1)[0]!.split(","));
  return csvKinds.find(([, wanted]) => wanted.every((column) => columns.has(column)))?.[0] ?? "none";
}

/** The first characters of a file, decompressed. */
async function head(path: string, bytes = 1 << 12): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    const start = buffer.subarray(0, bytesRead);
    if (!path.endsWith(".gz")) return start.toString("utf8");
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code?.startsWith("Z_"))
      throw malformed("Not a gzip file", path, cause);
    throw cause;
  } finally {
    await handle.close();
  }
}

/**
 * Finds out which of several files made a scan fail, since the scan itself need not say.
 *
 * @returns an error that names the first file that is truncated or is not JSON, or null where all are sound.
 */
export async function firstBroken(files: readonly ImportFile[]): Promise<SnapshotError | null> {
  for (const { path, kind } of files) {
    let text = "";
    try {
      text = await whole(path);
    } catch (cause) {
      return malformed("The gzip file is truncated or damaged", path, cause);
    }
    const parts = kind === "list-page" || kind === "missing-models" ? [text] : text.split("\n");
    for (const [i, part] of parts.entries()) {
      if (!part.trim()) continue;
      try {
        JSON.parse(part);
      } catch (cause) {
        const where = parts.length > 1 ? ` in line ${i + 1}` : "";
        return malformed(`Not JSON${where} (${(cause as Error).message})`, path, cause);
      }
    }
  }
  return null;
}

/** Whole text of a file, decompressed. */
async function whole(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk);
  };
  if (path.endsWith(".gz")) await pipeline(createReadStream(path), createGunzip(), collect);
  else await pipeline(createReadStream(path), collect);
  return Buffer.concat(chunks).toString("utf8");
}
