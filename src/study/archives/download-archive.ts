import { existsSync } from "node:fs";
import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fetchCommit } from "../../hub/fetch-commit.js";
import { GitError, ownDiskTrouble } from "../../hub/git-history.js";
import { makeFolder } from "../../snapshot/make-folder.js";
import { SnapshotError } from "../../snapshot/snapshot-error.js";
import type { ArchiveSource } from "../study-definition.js";
import { withLock } from "../with-lock.js";
import { deriveCards } from "./derive-cards.js";
import { deriveCensus } from "./derive-census.js";
import { deriveCreationTimes } from "./derive-creation-times.js";
import { derivePopular } from "./derive-popular.js";
import { deriveWeightChanges, deriveWeightCommits } from "./derive-weight-files.js";

/** From a repository's files to the archive's: the snapshot of a downloaded archive is that of the one beside the project. */
const derivations: Readonly<Record<string, (repository: string, out: string) => Promise<void>>> = {
  "census-2024-07-11": deriveCensus,
  "popular-2024-12": derivePopular,
  "hf-cards-2022-02": deriveCards,
  "hf-creation-times-2022-10": deriveCreationTimes,
  "weight-file-commits": deriveWeightCommits,
  "weight-file-change-counts": deriveWeightChanges,
};

export interface DownloadOptions {
  /** Folder of the downloaded archives, one folder each. */
  readonly cache: string;
  /** PATH and proxies, for git. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (step: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * The folder (or the one file) of an archive in the cache; where it is absent, its files are fetched from the pinned
 * commit, whose hash vouches for them, and derived beside it first. Whatever fails leaves no trace.
 *
 * @throws SnapshotError where the archive cannot be had: the message says why and what to do.
 */
export async function downloadArchive(source: ArchiveSource, options: DownloadOptions): Promise<string> {
  const { cache, onProgress = () => {}, signal, environment } = options;
  const target = join(cache, source.name);
  const archive = source.folder.endsWith(".gz") ? join(target, basename(source.folder)) : target;
  if (existsSync(target)) return archive;
  const derive = derivations[source.name];
  if (!derive || !source.fetch) throw cannotDownload(source, cache);
  const staging = `.${source.name}.downloading-`;
  const download = async () => {
    if (existsSync(target)) return;
    // The lock is ours, so what another download left has no owner any more.
    for (const name of await readdir(cache))
      if (name.startsWith(staging)) await rm(join(cache, name), { recursive: true, force: true });
    const work = await mkdtemp(join(cache, staging));
    try {
      const host = new URL(source.address).host;
      onProgress(`asking ${host} for the files of ${source.name}`);
      await fetchCommit({
        address: source.address,
        commit: source.fetchCommit ?? source.commit,
        patterns: source.fetch!,
        into: join(work, "repository"),
        onBytes: (bytes) => onProgress(`${source.name}: ${(bytes / 1e6).toFixed(1)} MB from ${host}`),
        ...(environment && { environment }),
        ...(signal && { signal }),
      });
      onProgress(`${source.name}: deriving the archive from the repository's files`);
      await derive(join(work, "repository"), join(work, "archive"));
      await rename(join(work, "archive"), target);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  };
  try {
    await makeFolder(cache);
    await withLock(`${target}.being-downloaded`, download, (whose) =>
      onProgress(`waiting for another download of ${source.name} (${whose})`),
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw failed(source, cache, error);
  }
  return archive;
}

const byHand = ({ address, commit }: ArchiveSource, cache: string) =>
  `or put the archive beside the project or in ${cache} yourself (${address}, commit ${commit})`;

function cannotDownload(source: ArchiveSource, cache: string): SnapshotError {
  return new SnapshotError(
    `The archive ${source.name} cannot be downloaded: ${source.derived ?? "it was put together by hand"}`,
    source.address,
    `Use a snapshot of your own, ${byHand(source, cache)}.`,
  );
}

function failed(source: ArchiveSource, cache: string, cause: unknown): SnapshotError {
  const error = (what: string, where: string, remedy: string) =>
    new SnapshotError(`The archive ${source.name} could not be downloaded: ${what}`, where, remedy, {
      cause,
    });
  const trouble = ownDiskTrouble(cause);
  if (trouble)
    return error(
      trouble.what[0]!.toLowerCase() + trouble.what.slice(1),
      cache,
      `${trouble.full ? `Make room (the archive alone takes ${(source.bytes / 1e6).toFixed(1)} MB), or name` : "Name"} another folder in HUB_EVOLUTION_CACHE.`,
    );
  if (!(cause instanceof GitError))
    return error(
      `its files are not of the known shape (${(cause as Error).message})`,
      source.address,
      `Report it, ${byHand(source, cache)}.`,
    );
  const again = `Run again, ${byHand(source, cache)}.`;
  if (cause.fault === "missing")
    return error("git is not installed", source.address, `Install git, ${byHand(source, cache)}.`);
  if (cause.fault === "passing" || cause.fault === "timeout")
    return error(`the repository cannot be reached (${cause.message})`, source.address, again);
  if (cause.fault === "refused" || cause.fault === "moved")
    return error(`the repository is gone or closed (${cause.message})`, source.address, again);
  return error(
    `git could not fetch commit ${source.fetchCommit ?? source.commit} (${cause.message})`,
    source.address,
    again,
  );
}
