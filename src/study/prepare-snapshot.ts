import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simulate } from "../simulate/index.js";
import { diskTrouble } from "../snapshot/disk-trouble.js";
import { importArchive, SnapshotError } from "../snapshot/index.js";
import { makeFolder } from "../snapshot/make-folder.js";
import { findArchive } from "./archives/find-archive.js";
import { packageRoot, userFolder } from "./package-root.js";
import {
  type ArchiveSource,
  archiveSources,
  type Recipe,
  type Role,
  type StudyDefinition,
} from "./study-definition.js";
import { toolName } from "./tool-version.js";
import { withLock } from "./with-lock.js";

/** Folder of the snapshots that studies make for themselves; another one where HUB_EVOLUTION_SNAPSHOTS says so. */
export function snapshotsFolder(): string {
  return process.env.HUB_EVOLUTION_SNAPSHOTS ?? join(userFolder(), "snapshots");
}

/** Changes when the recipe, or the code that follows it, does: a snapshot made by other code is made again. */
function fingerprint(recipe: Recipe): string {
  const hash = createHash("sha256").update(JSON.stringify(recipe));
  const built = join(packageRoot, "dist");
  for (const layer of "simulate" in recipe
    ? ["snapshot", "classify", "simulate", "stats"]
    : ["snapshot", "classify"]) {
    const folder = join(built, layer);
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      if (file.endsWith(".js")) hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest("hex");
}

/**
 * The folder of the snapshot that plays a role in a study, made first where it is absent or was made otherwise.
 *
 * @throws Error where an archive that it needs is neither beside the project nor to be downloaded; the message says what to do.
 */
export async function prepareSnapshot(
  study: StudyDefinition,
  role: Role,
  onProgress: (step: string) => void = () => {},
): Promise<string> {
  const name = study.roles[role];
  const recipe = study.snapshots[name];
  if (!recipe) throw new Error(`The study ${study.name} names no snapshot for the role ${role}.`);
  const folder = snapshotsFolder();
  const out = join(folder, name);
  const note = join(folder, `${name}.made-by`);
  const made = fingerprint(recipe);
  const ready = () =>
    existsSync(join(out, "datapackage.json")) && existsSync(note) && readFileSync(note, "utf8") === made;
  if (ready()) return out;
  const make = async () => {
    if (ready()) return;
    if (existsSync(out)) onProgress(`${name} was made by other code; making it again`);
    rmSync(note, { force: true });
    rmSync(out, { recursive: true, force: true });
    await follow(recipe, study, role, out, (step) => onProgress(`${name}: ${step}`));
    writeFileSync(note, made);
  };
  try {
    await makeFolder(folder);
    await withLock(`${out}.being-made`, make, (whose) =>
      onProgress(`waiting for another run that makes ${name} (${whose})`),
    );
  } catch (error) {
    const trouble = error instanceof SnapshotError ? null : diskTrouble(error);
    if (!trouble) throw error;
    throw new SnapshotError(
      trouble.what,
      folder,
      "Snapshots of studies are made there; make room, or name another folder in HUB_EVOLUTION_SNAPSHOTS.",
      { cause: error },
    );
  }
  return out;
}

async function follow(
  recipe: Recipe,
  study: StudyDefinition,
  role: Role,
  out: string,
  onProgress: (step: string) => void,
): Promise<void> {
  if ("simulate" in recipe) {
    await simulate({
      ...recipe.simulate,
      out,
      tool: toolName(),
      onProgress: (step, done, total) => onProgress(`${step} (${done}/${total})`),
    });
    return;
  }
  const archives: (ArchiveSource & { readonly path: string })[] = [];
  for (const name of recipe.import) {
    const source = archiveSources().find((listed) => listed.name === name);
    if (!source) throw new Error(`data/sources.json does not list the archive ${name}.`);
    try {
      archives.push({ ...source, path: await findArchive(source, { onProgress }) });
    } catch (cause) {
      throw new Error(
        `The study ${study.name} needs the archive ${name} for the role ${role}. ${(cause as Error).message} ` +
          `With a snapshot of your own: --snapshot ${role}=DIR.`,
        { cause },
      );
    }
  }
  await importArchive({
    sources: archives.map(({ path }) => path),
    out,
    tool: toolName(),
    title: archives.map(({ title }) => title).join("; "),
    origins: archives.map(({ title, address, commit, licence }) => ({
      title,
      path: address,
      version: commit,
      licence,
    })),
    onProgress,
  });
}
