import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { manifestFile } from "../datapackage.js";
import { SnapshotError } from "../snapshot-error.js";
import { type ImportFile, importKind } from "./import-file.js";

/** The files of one source, with what each holds. */
export interface ImportSource {
  readonly path: string;
  readonly name: string;
  readonly files: readonly ImportFile[];
}

/**
 * Lists the files of a source (a folder, searched through, or one file) in order of name, with numbers in names
 * compared as numbers.
 *
 * @throws SnapshotError where the source is missing, or nothing in it can be imported.
 */
export async function findFiles(source: string): Promise<ImportSource> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(source)).isDirectory();
  } catch (cause) {
    throw new SnapshotError("No such source", source, "Name a folder or file of an archive.", { cause });
  }
  if (isFolder && existsSync(join(source, manifestFile))) {
    throw new SnapshotError(
      "This is a snapshot already",
      source,
      "Open it as it is; to make it anew, import its raw/ folder.",
    );
  }
  const paths = isFolder ? await pathsBelow(source) : [source];
  const files: ImportFile[] = [];
  for (const path of paths) {
    const name = isFolder ? relative(source, path).split(sep).join("/") : basename(path);
    const kind = await importKind(path);
    // Lists of weight files alone would read as whole histories: they are imported only when named themselves.
    const partial = kind === "weight-commits" || kind === "change-counts";
    files.push({ path, name, kind: isFolder && partial ? "none" : kind });
  }
  if (!files.some(({ kind }) => kind !== "none")) {
    throw new SnapshotError(
      "Nothing here can be imported",
      source,
      "Expected Hub list pages (*.json, *.json.gz), model-info, commit lists or cards (*.ndjson, *.jsonl), " +
        "git histories or creation times (*.csv).",
    );
  }
  return { path: source, name: basename(source), files };
}

async function pathsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(new Intl.Collator("en", { numeric: true }).compare);
}
