import { existsSync } from "node:fs";
import { join } from "node:path";
import { manifestChange, manifestFile, readManifestText, tablesIn } from "./datapackage.js";
import { hashFile } from "./hash-file.js";
import { SnapshotError } from "./snapshot-error.js";

/**
 * Makes sure that a snapshot's manifest and tables are those that were written, which a study's results are said to be
 * of. Its raw files, which no study reads, are left to verifySnapshot.
 *
 * @throws SnapshotError that names the first file that is missing or another.
 */
export async function requireAsWritten(folder: string): Promise<void> {
  const { text, manifest } = await readManifestText(folder);
  const refuse = (file: string, what: string) =>
    new SnapshotError(
      `The snapshot is not as it was written: ${what}`,
      join(folder, file),
      "Run `hub-evolution verify` on its folder, then make it again (a study makes its own where the folder is removed).",
    );
  const change = manifestChange(text, manifest);
  if (change) throw refuse(manifestFile, change);
  const names = new Set<string>(tablesIn(manifest));
  for (const { name, path, hash } of manifest.resources) {
    if (!names.has(name)) continue;
    const file = join(folder, path);
    if (!existsSync(file)) throw refuse(path, "the file is missing");
    if (`sha256:${(await hashFile(file)).sha256}` !== hash) throw refuse(path, "its SHA-256 differs");
  }
}
