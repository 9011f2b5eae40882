import type { Archive } from "./archive.js";
import type { CrawlState, PageLine } from "./crawl-state.js";
import { failureOf } from "./failure.js";
import { HubError } from "./hub-error.js";
import { jsonProblem } from "./json-problem.js";
import { isModelId } from "./model-address.js";
import { nextLink } from "./next-link.js";
import type { GetOptions, HubAnswer, PoliteFetch } from "./polite-fetch.js";

/** A model as a list page has it, as far as the crawl itself needs it. */
export interface ListedModel {
  readonly key: string;
  readonly id: string;
  readonly createdAt: string | null;
  readonly lastModified: string | null;
  readonly likes: number | null;
}

export interface ReadListOptions {
  readonly round: number;
  /** Stops after this many models. */
  readonly limit?: number;
  /** Only models modified since then. */
  readonly since?: Date;
  readonly signal?: AbortSignal;
  /** Gets a page, with the patience that the crawl has. */
  readonly get?: (url: string, options: GetOptions) => Promise<HubAnswer>;
  /** Remembers of each model only that it was listed, which takes a fifth of the memory. */
  readonly keysOnly?: boolean;
  readonly onPage?: (models: number) => void;
}

export const listPageSize = 1000;

/** What the list is asked to tell of each model: all that the models table holds and the list can give cheaply. */
const expand = [
  "createdAt",
  "lastModified",
  "likes",
  "downloads",
  "downloadsAllTime",
  "library_name",
  "pipeline_tag",
  "tags",
  "gated",
  "private",
  "disabled",
  "sha",
  "safetensors",
];

/** Address of the list's first page. */
export function listAddress(
  hub: PoliteFetch,
  { limit, since }: Pick<ReadListOptions, "limit" | "since">,
): string {
  const search = new URLSearchParams({
    limit: String(Math.min(limit ?? listPageSize, listPageSize)),
    sort: since ? "lastModified" : "createdAt",
    direction: since ? "-1" : "1",
  });
  for (const field of expand) search.append("expand", field);
  return hub.address(`/api/models?${search}`);
}

/**
 * Reads the list of models page by page, oldest model first, or with `since` the last modified first, going on where an
 * earlier run stopped. A page counts once it is on disk and noted. Rows that the moving list repeats are dropped by `_id`.
 *
 * @returns the models by `_id`, the last look at each.
 * @throws HubError where the list cannot be read on; GaveUp where a page did not come.
 */
export async function readList(
  hub: PoliteFetch,
  archive: Archive,
  state: CrawlState,
  options: ReadListOptions,
): Promise<Map<string, ListedModel>> {
  const { round, limit = Number.POSITIVE_INFINITY, since, signal } = options;
  const get = options.get ?? ((url, how) => hub.get(url, how));
  const models = new Map<string, ListedModel>();
  const seen = new Set<string>();
  let oldest: string | null = null;
  const take = (rows: readonly ListRow[]) => {
    for (const model of modelsIn(rows)) {
      oldest = model.lastModified ?? oldest;
      if (since && model.lastModified !== null && Date.parse(model.lastModified) < since.getTime()) continue;
      if (models.has(model.key) || models.size < limit)
        models.set(model.key, options.keysOnly ? listedOnly : model);
    }
  };
  let url: string | null = listAddress(hub, options);
  const wanted = () =>
    url !== null &&
    models.size < limit &&
    !(since && oldest !== null && Date.parse(oldest) < since.getTime());
  for (const page of state.pages) {
    if (page.round !== round) continue;
    signal?.throwIfAborted();
    seen.add(page.url);
    take(rowsIn(await archive.body(page.body)));
    url = page.next;
  }
  options.onPage?.(models.size);
  while (wanted()) {
    const at: string = url!;
    if (seen.has(at))
      throw new HubError(
        "The list goes in a circle",
        at,
        "The server's Link headers are at fault; try later.",
      );
    seen.add(at);
    const { page, rows } = await readPage(hub, at, round, get, signal);
    take(rows);
    await state.add(page);
    url = page.next;
    options.onPage?.(models.size);
  }
  return models;
}

type ListRow = Readonly<Record<string, unknown>>;

const listedOnly: ListedModel = { key: "", id: "", createdAt: null, lastModified: null, likes: null };

/** The models of a list page's body. */
export const listedModels = (body: Buffer) => modelsIn(rowsIn(body));

const rowsIn = (body: Buffer) => (body.length ? (JSON.parse(body.toString("utf8")) as ListRow[]) : []);

function modelsIn(rows: readonly ListRow[]): ListedModel[] {
  return rows.flatMap((row) => {
    const id = row.id ?? row.modelId;
    if (!isModelId(id)) return [];
    return [
      {
        key: textOf(row._id) ?? id,
        id,
        createdAt: textOf(row.createdAt),
        lastModified: textOf(row.lastModified),
        likes: typeof row.likes === "number" ? row.likes : null,
      },
    ];
  });
}

const textOf = (value: unknown) => (typeof value === "string" ? value : null);

async function readPage(
  hub: PoliteFetch,
  url: string,
  round: number,
  get: NonNullable<ReadListOptions["get"]>,
  signal?: AbortSignal,
): Promise<{ page: PageLine; rows: readonly ListRow[] }> {
  const size = Number(new URL(url).searchParams.get("limit") ?? listPageSize);
  // A page is megabytes of JSON: what the check has read is kept.
  let checked: { body: Buffer; rows: readonly ListRow[] } | undefined;
  const problem = (body: Buffer) => {
    let rows: readonly ListRow[];
    try {
      rows = rowsIn(body);
      if (!Array.isArray(rows)) return jsonProblem(body, "array");
    } catch {
      return jsonProblem(body, "array");
    }
    checked = { body, rows };
    const odd = rows.find((row) => typeof (row?.id ?? row?.modelId) !== "string");
    return odd === undefined ? null : `a model without an id: ${JSON.stringify(odd).slice(0, 80)}`;
  };
  const options = { problem, ...(signal ? { signal } : {}) };
  let answer = await get(url, options);
  const rows = () =>
    answer.status !== 200 ? [] : checked?.body === answer.body ? checked.rows : rowsIn(answer.body);
  const full = () => rows().length >= size;
  const next = () => nextLink(answer.headers.link, answer.finalUrl, hub.hub);
  // A full page without a link is either the very end or a server that left it out: a second look tells.
  if (full() && next() === null) answer = await get(url, { ...options, again: true });
  if (answer.status !== 200) {
    const { detail, status } = failureOf(answer);
    throw new HubError(
      `The list of models cannot be read (${detail})`,
      url,
      status === 401 || status === 403
        ? "See to the token in HF_TOKEN, then run the same command again."
        : "What was read is kept; run the same command again later.",
    );
  }
  return {
    page: {
      kind: "page",
      round,
      url,
      body: answer.kept,
      next: next(),
      at: answer.at.toISOString(),
      ...(hub.simulated ? { simulated: true as const } : {}),
      ...(full() && next() === null ? { cutShort: true as const } : {}),
    },
    rows: rows(),
  };
}
