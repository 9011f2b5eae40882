import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type GitOptions, runGit } from "./git-history.js";

export interface FetchCommitOptions extends Pick<GitOptions, "environment" | "signal" | "timeoutMs"> {
  /** Address of the repository, http or https. */
  readonly address: string;
  /** Its full hash: what comes back is what the hash stands for, or git refuses it. */
  readonly commit: string;
  /** Which of its files, as .gitignore writes patterns. */
  readonly patterns: readonly string[];
  /** An empty or absent folder. */
  readonly into: string;
  /** Called every second with the bytes received so far. */
  readonly onBytes?: (bytes: number) => void;
}

/** Files as they lie in the commit: no line endings, keywords or filters of the repository's own. */
const asCommitted = "* -text -filter -ident -working-tree-encoding\n";

/**
 * Fetches files of one commit: the commit without its history, then in one go the contents of the files that are wanted,
 * and nothing else. The files lie below `into` afterwards.
 *
 * @throws GitError, or the signal's reason.
 */
export async function fetchCommit(options: FetchCommitOptions): Promise<void> {
  const { address, commit, patterns, into, onBytes, timeoutMs = 3_600_000 } = options;
  const url = new URL(address);
  await mkdir(into, { recursive: true });
  const settings = [
    "protocol.allow=never",
    `protocol.${url.protocol === "http:" ? "http" : "https"}.allow=always`,
    "core.hooksPath=/dev/null",
    "core.symlinks=false",
    "core.sparseCheckout=true",
    "core.sparseCheckoutCone=false",
    "submodule.recurse=false",
    "advice.detachedHead=false",
    "gc.auto=0",
  ].flatMap((setting) => ["-c", setting]);
  const run = { ...options, folder: into, timeoutMs, maxBytes: Number.POSITIVE_INFINITY };
  const git = (...args: string[]) => runGit([...settings, ...args], run);

  const watch = setInterval(async () => onBytes?.(await packedBytes(into)), 1000);
  try {
    await git("init", "--quiet", "--template=");
    await mkdir(join(into, ".git", "info"), { recursive: true });
    await writeFile(join(into, ".git", "info", "attributes"), asCommitted);
    await writeFile(join(into, ".git", "info", "sparse-checkout"), `${patterns.join("\n")}\n`);
    await git("remote", "add", "origin", url.href);
    await git("fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "origin", commit);
    await git("checkout", "--quiet", "--detach", commit);
  } finally {
    clearInterval(watch);
  }
  await rm(join(into, ".git"), { recursive: true, force: true });
}

async function packedBytes(repository: string): Promise<number> {
  const packs = join(repository, ".git", "objects", "pack");
  const sizes = (await readdir(packs).catch(() => [])).map((name) =>
    stat(join(packs, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
