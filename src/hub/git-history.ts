import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type DiskTrouble, diskTrouble } from "../snapshot/disk-trouble.js";

/** How the histories of repositories are fetched. */
export interface GitOptions {
  /** PATH, and what git needs to reach the network (proxies, certificates); nothing else of it is passed on. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Sent to this origin alone, by the environment of the child, which other users cannot read. */
  readonly token?: string;
  readonly userAgent?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Where clones stand while they are read; the system's folder for such things by default. */
  readonly within?: string;
  readonly signal?: AbortSignal;
}

export type GitFault =
  | "missing"
  | "refused"
  | "moved"
  | "too-large"
  | "timeout"
  | "passing"
  | "disk"
  | "other";

/** Git could not fetch a history. */
export class GitError extends Error {
  override readonly name = "GitError";

  constructor(
    readonly fault: GitFault,
    message: string,
    /** HTTP status, where git told it. */
    readonly status: number | null = null,
  ) {
    super(message);
  }
}

const passedOn = [
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
  "https_proxy",
  "http_proxy",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
];

/**
 * The raw history of a repository's main branch, newest commit first, as `git log --raw` tells it: a blobless bare
 * clone, so that no weights travel, deleted at once. No hooks, no submodules, no redirects, no prompts, no user or system
 * configuration.
 *
 * @throws GitError, or the signal's reason.
 */
export async function gitHistory(address: string, options: GitOptions = {}): Promise<Buffer> {
  const { timeoutMs = 300_000, maxBytes = 256 * 1024 * 1024, signal } = options;
  const folder = await mkdtemp(join(options.within ?? tmpdir(), "hub-evolution-git-"));
  const repository = join(folder, "repository");
  try {
    const url = new URL(address);
    const schemes = url.protocol === "http:" ? ["http"] : ["https"];
    await runGit(
      [
        "-c",
        "protocol.allow=never",
        ...schemes.flatMap((scheme) => ["-c", `protocol.${scheme}.allow=always`]),
        "-c",
        "http.followRedirects=false",
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "submodule.recurse=false",
        "-c",
        "gc.auto=0",
        "clone",
        "--quiet",
        "--bare",
        "--filter=blob:none",
        "--single-branch",
        "--no-tags",
        "--template=",
        "--",
        url.href,
        repository,
      ],
      { ...options, folder, maxBytes, timeoutMs, origin: url.origin, ...(signal ? { signal } : {}) },
    );
    return await runGit(
      [
        `--git-dir=${repository}`,
        "-c",
        "protocol.allow=never",
        "-c",
        "core.hooksPath=/dev/null",
        "log",
        "-z",
        "--raw",
        "--no-renames",
        "--no-abbrev",
        "--diff-merges=first-parent",
        "--format=%x01%H",
        "HEAD",
        "--",
      ],
      { ...options, folder, maxBytes, timeoutMs, ...(signal ? { signal } : {}) },
    );
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

export interface GitRun extends GitOptions {
  /** Where git runs, and its home: nothing of the user's own settings is read. */
  readonly folder: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly origin?: string;
}

/** Runs git without prompts, hooks or anyone's configuration, and returns what it prints. */
export async function runGit(args: readonly string[], run: GitRun): Promise<Buffer> {
  const { environment = {}, signal, maxBytes, timeoutMs, folder } = run;
  signal?.throwIfAborted();
  const child = spawn("git", args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: environment.PATH ?? "/usr/local/bin:/usr/bin:/bin",
      ...Object.fromEntries(
        passedOn.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
      ),
      HOME: folder,
      LC_ALL: "C",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_TERMINAL_PROMPT: "0",
      GIT_ASKPASS: "",
      SSH_ASKPASS: "",
      GIT_LFS_SKIP_SMUDGE: "1",
      ...secrets(run),
    },
  });
  let stopped: unknown;
  const stop = (why: unknown) => {
    stopped ??= why;
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 2000).unref();
  };
  const onAbort = () => stop(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(
    () => stop(new GitError("timeout", `git took over ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  const tooLarge = () => stop(new GitError("too-large", `the history is over ${maxBytes} bytes`));
  const chunks: Buffer[] = [];
  let bytes = 0;
  let words = "";
  child.stdout.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) tooLarge();
    else chunks.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-4000);
  });
  const watch = watchSize(folder, maxBytes, tooLarge);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", (error: NodeJS.ErrnoException) =>
        reject(error.code === "ENOENT" ? new GitError("missing", "git is not installed") : error),
      );
      child.on("close", resolve);
    });
    if (stopped) throw stopped;
    if (code !== 0) throw gitError(words);
    return Buffer.concat(chunks, bytes);
  } finally {
    clearTimeout(timer);
    watch.abort();
    signal?.removeEventListener("abort", onAbort);
  }
}

/** Configuration by environment: what stands on a command line, every user of the machine can read. */
function secrets({ origin, token, userAgent }: GitRun): Record<string, string> {
  const settings: [string, string][] = [];
  if (userAgent) settings.push(["http.userAgent", userAgent]);
  if (origin && token) {
    const { protocol, hostname } = new URL(origin);
    if (protocol === "https:" || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
      settings.push([`http.${origin}/.extraHeader`, `Authorization: Bearer ${token}`]);
  }
  return {
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], i) => [
        [`GIT_CONFIG_KEY_${i}`, key],
        [`GIT_CONFIG_VALUE_${i}`, value],
      ]),
    ),
  };
}

function watchSize(folder: string, maxBytes: number, tooLarge: () => void): AbortController {
  const stop = new AbortController();
  if (maxBytes === Number.POSITIVE_INFINITY) return stop;
  void (async () => {
    for (;;) {
      await sleep(1000, undefined, { signal: stop.signal, ref: false });
      let total = 0;
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (entry.isFile())
          total += (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size;
      }
      if (total > maxBytes) return tooLarge();
    }
  })().catch(() => {});
  return stop;
}

/** Git's words where it does not tell why it could not write. */
const cannotWrite = /(could not|failed to|unable to|cannot) (write|create|close|rename|flush)|write error/i;

/** What the own disk refused to git, or to anyone; null for any other error. */
export function ownDiskTrouble(error: unknown): DiskTrouble | null {
  if (!(error instanceof GitError)) return diskTrouble(error);
  if (error.fault !== "disk") return null;
  return diskTrouble(error) ?? { what: "Git cannot write: the disk is full, it seems", full: true };
}

function gitError(words: string): GitError {
  const said = words.replace(/\s+/g, " ").trim().slice(-200);
  const status = /returned error: (\d{3})/.exec(words)?.[1];
  if (status) {
    const code = Number(status);
    const fault = code >= 300 && code < 400 ? "moved" : code === 429 || code >= 500 ? "passing" : "refused";
    return new GitError(fault, said, code);
  }
  // A line, for what follows it speaks of the connection that git then dropped.
  const lines = words.split("\n").filter((line) => !/connect/i.test(line));
  const disk =
    lines.find((line) => diskTrouble({ message: line })) ?? lines.find((line) => cannotWrite.test(line));
  if (disk) return new GitError("disk", disk);
  if (/could not read Username|Authentication failed|terminal prompts disabled/i.test(words))
    return new GitError("refused", said, 401);
  if (/repository '.*' not found/i.test(words)) return new GitError("refused", said, 404);
  if (/redirect/i.test(words)) return new GitError("moved", said, 301);
  if (
    /RPC failed|early EOF|hung up|Could not resolve|Failed to connect|reset|timed out|unexpected disconnect/i.test(
      words,
    )
  )
    return new GitError("passing", said);
  return new GitError("other", said || "git failed");
}
