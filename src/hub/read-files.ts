import type { Archive } from "./archive.js";
import { compareHistory } from "./compare-history.js";
import { type FailureReason, failureOf } from "./failure.js";
import { GitError, type GitOptions, gitHistory } from "./git-history.js";
import type { PoliteFetch } from "./polite-fetch.js";
import { parseRawHistory } from "./raw-history.js";
import { readCommits } from "./read-commits.js";
import { type Reading, type ReadOptions, Refused } from "./reading.js";

export interface ReadFilesOptions extends ReadOptions {
  readonly git?: GitOptions;
  /** Runs one clone at a time of the few that may run at once. */
  readonly queue: <T>(clone: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Requests that a clone makes, held against the budget for files. */
const requestsOfClone = 3;
const maxTries = 4;

/**
 * Reads which files each commit of a model touched, from a blobless clone, or by the API where git is missing. The
 * archive keeps them as JSON lines of {oid, path, change}, one body.
 *
 * @throws Refused where the Hub refuses; GaveUp where no answer came; GitError where the own disk is full.
 */
export async function readFiles(
  hub: PoliteFetch,
  archive: Archive,
  id: string,
  options: ReadFilesOptions,
): Promise<Reading> {
  const { signal, now } = options;
  const address = hub.address(`/${id}`);
  const known = options.again ? undefined : archive.find(`git+${address}`);
  if (known) {
    return {
      bodies: known.body ? [known.body] : [],
      count: known.bytes,
      finalUrl: address,
      attempts: 0,
      at: new Date(known.headers.date ?? known.at),
    };
  }
  let files: Buffer;
  let attempts = 0;
  try {
    for (;;) {
      attempts++;
      try {
        const raw = await options.queue(async () => {
          await hub.spend("resolve", requestsOfClone, signal);
          return gitHistory(address, { ...options.git, ...(signal ? { signal } : {}) });
        });
        files = lines(historyOf(raw));
        break;
      } catch (error) {
        if (!(error instanceof GitError) || error.fault !== "passing" || attempts >= maxTries) throw error;
        await options.sleep(hub.backoffMs(attempts), signal);
      }
    }
  } catch (error) {
    if (!(error instanceof GitError) || error.fault === "disk") throw error;
    if (error.fault !== "missing") throw await refusal(hub, address, id, error, attempts, options);
    const commits = await readCommits(hub, id, options);
    const oids: string[] = [];
    for (const body of commits.bodies) {
      const rows = JSON.parse((await archive.body(body)).toString("utf8")) as { id: string }[];
      for (const { id: oid } of rows) if (!oids.includes(oid)) oids.push(oid);
    }
    const compared = await compareHistory(hub, id, oids, options);
    files = lines(compared.files);
    attempts = commits.attempts + compared.attempts;
  }
  const at = new Date(now());
  const line = await archive.keep(
    { url: `git+${address}`, status: 200, headers: {}, at: at.toISOString(), attempt: attempts, final: true },
    files,
  );
  return { bodies: line.body ? [line.body] : [], count: line.bytes, finalUrl: address, attempts, at };
}

function historyOf(raw: Buffer) {
  try {
    return parseRawHistory(raw).files;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GitError("other", `git told a history of another form: ${error.message}`);
  }
}

const lines = (files: readonly object[]) =>
  Buffer.from(files.map((file) => `${JSON.stringify(file)}\n`).join(""));

/** Git's words say little of why: the API is asked about the model, and its answer counts where it refuses too. */
async function refusal(
  hub: PoliteFetch,
  address: string,
  id: string,
  error: GitError,
  attempts: number,
  options: ReadOptions,
): Promise<Refused> {
  const blank = {
    url: address,
    finalUrl: address,
    headers: {},
    body: Buffer.alloc(0),
    kept: null,
    fromArchive: false,
  };
  const at = new Date(hub.now());
  const own = { ...blank, status: error.status ?? 0, attempts, at };
  if (error.fault === "refused" || error.fault === "moved") {
    const answer = await hub.get(hub.address(`/api/models/${id}`), options);
    if (answer.status !== 200 || answer.finalUrl !== answer.url)
      return new Refused(
        answer,
        answer.status === 200 ? moved(error, answer.at, attempts) : failureOf(answer),
      );
    return new Refused(own);
  }
  const reason: FailureReason =
    error.fault === "too-large"
      ? "too-large"
      : error.fault === "passing" && error.status === 429
        ? "rate-limited"
        : "other";
  return new Refused(own, { reason, status: error.status, detail: error.message, attempts, at });
}

const moved = (error: GitError, at: Date, attempts: number) => ({
  reason: "renamed" as const,
  status: error.status,
  detail: "the repository has moved",
  attempts,
  at,
});
