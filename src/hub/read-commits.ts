import { listCommits } from "@huggingface/hub";
import { jsonProblem } from "./json-problem.js";
import { nextLink } from "./next-link.js";
import { GaveUp, type HubAnswer, type PoliteFetch } from "./polite-fetch.js";
import { type Reading, type ReadOptions, Refused } from "./reading.js";

const pageSize = 1000;

/**
 * Reads all pages of a model's commit list. A server that leaves the Link header out is asked by page number for as
 * long as pages bring new commits; what came is held against X-Total-Count, and fewer commits than that are a failure,
 * not a short history.
 *
 * @throws Refused where the Hub refuses or commits are missing; GaveUp where no answer came.
 */
export async function readCommits(hub: PoliteFetch, id: string, options: ReadOptions): Promise<Reading> {
  const bodies: string[] = [];
  const oids = new Set<string>();
  let total: number | null = null;
  let first: HubAnswer | undefined;
  let attempts = 0;
  const page: typeof fetch = async (input) => {
    const url = String(input);
    const answer = await hub.get(url, { ...options, problem: (body) => commitsProblem(body) });
    attempts += answer.attempts;
    if (answer.status !== 200) throw new Refused({ ...answer, attempts });
    first ??= answer;
    const said = answer.headers["x-total-count"];
    if (total === null && said !== undefined && /^\d{1,9}$/.test(said)) total = Number(said);
    if (answer.kept) bodies.push(answer.kept);
    const rows = JSON.parse(answer.body.toString("utf8")) as { id: string }[];
    const known = oids.size;
    for (const row of rows) oids.add(row.id);
    const isNews = oids.size > known;
    const link = nextLink(answer.headers.link, answer.finalUrl, hub.hub);
    if (link && !isNews)
      throw new GaveUp(
        "malformed",
        url,
        "a page without a new commit names another",
        200,
        attempts,
        first.at,
      );
    const more = isNews && (total === null ? rows.length >= pageSize : oids.size < total);
    const next = link ?? (more ? numbered(url) : null);
    return new Response(
      new Uint8Array(answer.body),
      next ? { headers: { link: `<${next}>; rel="next"` } } : {},
    );
  };
  const commits = listCommits({
    repo: { type: "model", name: id },
    hubUrl: hub.address(""),
    batchSize: pageSize,
    fetch: page,
  });
  for await (const _ of commits) options.signal?.throwIfAborted();
  if (total !== null && oids.size < total) {
    throw new Refused(first!, {
      reason: "truncated",
      status: 200,
      detail: `${oids.size} of ${total} commits came`,
      attempts,
      at: first!.at,
    });
  }
  return { bodies, count: oids.size, finalUrl: first!.finalUrl, attempts, at: first!.at };
}

function numbered(url: string): string {
  const next = new URL(url);
  next.searchParams.set("p", String(Number(next.searchParams.get("p") ?? 0) + 1));
  return next.href;
}

function commitsProblem(body: Buffer): string | null {
  const problem = jsonProblem(body, "array");
  if (problem) return problem;
  const rows = JSON.parse(body.toString("utf8")) as unknown[];
  const at = rows.findIndex((row) => !isCommit(row));
  return at < 0 ? null : `a commit without id or authors: ${JSON.stringify(rows[at]).slice(0, 80)}`;
}

const textOrNone = (value: unknown) => value === undefined || value === null || typeof value === "string";

function isCommit(row: unknown): boolean {
  const { id, title, message, date, authors } = (row ?? {}) as Record<string, unknown>;
  return (
    typeof id === "string" &&
    [title, message, date].every(textOrNone) &&
    Array.isArray(authors) &&
    authors.every((author) => author instanceof Object && textOrNone((author as { user?: unknown }).user))
  );
}
