import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { userFolder } from "../package-root.js";
import type { ArchiveSource } from "../study-definition.js";
import { type DownloadOptions, downloadArchive } from "./download-archive.js";

/** Folder of the public archives: beside the project; another one where HUB_EVOLUTION_ARCHIVES says so. */
export function archivesFolder(): string {
  return process.env.HUB_EVOLUTION_ARCHIVES ?? join(userFolder(), "..", "shared", "data");
}

/** Folder of downloaded archives: in the user's cache; another one where HUB_EVOLUTION_CACHE says so. */
function cacheFolder(): string {
  const { HUB_EVOLUTION_CACHE, XDG_CACHE_HOME } = process.env;
  return (
    HUB_EVOLUTION_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "hub-evolution", "archives")
  );
}

/** Where an archive lies: beside the project, or in the cache, downloaded first where it is in neither. */
export async function findArchive(
  source: ArchiveSource,
  options: Pick<DownloadOptions, "onProgress" | "signal"> = {},
): Promise<string> {
  const beside = join(archivesFolder(), source.folder);
  if (existsSync(beside)) return beside;
  return downloadArchive(source, { ...options, cache: cacheFolder(), environment: process.env });
}
