import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { gitHttpBackend } from "./git-http-backend.js";
import { type GitRepository, gitRepository, writeBareRepository } from "./git-objects.js";
import type { HubModel } from "./hub-model.js";

/** A way in which a Hub, or the road to it, goes wrong. */
export type FaultKind =
  | "429"
  | "500"
  | "502"
  | "503"
  /** The connection breaks in the middle of the body. */
  | "reset"
  | "truncated-gzip"
  /** Content-Length says more than comes. */
  | "short-body"
  /** No answer, ever. */
  | "hang"
  /** The body stops half-way for `stallMs`. */
  | "stall"
  /** A web page with status 200. */
  | "html"
  | "no-link"
  /** The page begins with rows of the one before. */
  | "repeat-rows"
  /** X-Total-Count promises more commits than there are. */
  | "over-count"
  /** Sends the caller to `redirectTo`. */
  | "redirect";

export interface Fault {
  /** Which requests, by path and query. */
  readonly on: RegExp;
  readonly kind: FaultKind;
  /** How many of them, the first ones; all where Infinity. 1 by default. */
  readonly times?: number;
  readonly retryAfterSeconds?: number;
  readonly stallMs?: number;
  readonly redirectTo?: string;
}

export interface HubServerOptions {
  readonly models: HubModel[];
  readonly faults?: readonly Fault[];
  /** Requests a window by budget; ample by default. */
  readonly limits?: { readonly api: number; readonly resolve: number; readonly windowSeconds: number };
  /** What the Date header says; the present by default. */
  readonly date?: Date;
  /** Opens gated models, and only this one is valid. */
  readonly token?: string;
  /** Commits of one page at most, whatever is asked; 1000 by default. */
  readonly commitsPerPage?: number;
  /** Leaves Link out of every page of commits. */
  readonly withoutCommitLinks?: boolean;
  readonly port?: number;
  /** Called before each answer; may wait, and may change the models. */
  readonly onRequest?: (request: SeenRequest) => void | Promise<void>;
}

export interface SeenRequest {
  /** Path and query. */
  readonly path: string;
  readonly authorization: string | undefined;
}

export interface HubServer {
  readonly url: string;
  readonly models: HubModel[];
  readonly requests: SeenRequest[];
  faults: Fault[];
  /** Commit hashes of a model, oldest first. */
  oids(id: string): string[];
  close(): Promise<void>;
}

/** A Hub on this machine: its real paths, headers, cursors and error bodies, and the faults that a plan asks for. */
export async function startHubServer(options: HubServerOptions): Promise<HubServer> {
  const folder = await mkdtemp(join(tmpdir(), "hub-server-"));
  const hub = new Hub(options, folder);
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    hub.answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(599);
      response.end(String(error));
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: hub.url,
    models: options.models,
    requests: hub.requests,
    get faults() {
      return hub.faults;
    },
    set faults(faults) {
      hub.faults = faults;
    },
    oids: (id) => hub.repository(hub.find(id)!.model).oids,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

class Hub {
  url = "";
  readonly requests: SeenRequest[] = [];
  faults: Fault[];
  private readonly hits = new Map<Fault, number>();
  private readonly repositories = new Map<string, GitRepository>();
  private readonly written = new Map<string, Promise<void>>();
  private readonly windows = new Map<string, { start: number; used: number }>();

  constructor(
    private readonly options: HubServerOptions,
    private readonly folder: string,
  ) {
    this.faults = [...(options.faults ?? [])];
  }

  find(id: string): { model: HubModel; former: boolean } | undefined {
    for (const model of this.options.models) {
      if (model.id === id) return { model, former: false };
      if (model.formerIds?.includes(id)) return { model, former: true };
    }
    return undefined;
  }

  repository(model: HubModel): GitRepository {
    const key = `${model._id} ${model.commits.length}`;
    const known = this.repositories.get(key);
    if (known) return known;
    const made = gitRepository(model);
    this.repositories.set(key, made);
    return made;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    const seen = { path, authorization: request.headers.authorization };
    this.requests.push(seen);
    await this.options.onRequest?.(seen);
    const fault = this.faultFor(path);
    if (fault?.kind === "hang") return;
    const url = new URL(path, this.url);
    const git = /^\/(.+?)(?:\.git)?\/(info\/refs|git-upload-pack)$/.exec(decodeURIComponent(url.pathname));
    if (git && !fault) {
      const refusal = this.refusal(git[1]!, request, `/${git[2]!}${url.search}`);
      if (!refusal) return this.git(git[1]!, git[2]!, url, request, response);
      return this.send(refusal, request, response, undefined);
    }
    const refused = fault ? this.faulty(fault) : this.spend(url);
    if (refused) return this.send(refused, request, response, fault);
    await this.send(this.route(url, request, fault), request, response, fault);
  }

  private faultFor(path: string): Fault | undefined {
    const fault = this.faults.find(
      (candidate) => candidate.on.test(path) && (this.hits.get(candidate) ?? 0) < (candidate.times ?? 1),
    );
    if (fault) this.hits.set(fault, (this.hits.get(fault) ?? 0) + 1);
    return fault;
  }

  private faulty({ kind, retryAfterSeconds, redirectTo }: Fault): Reply | undefined {
    if (kind === "redirect") return { status: 302, headers: { location: redirectTo! }, body: "" };
    if (kind === "html")
      return {
        status: 200,
        headers: { "content-type": "text/html" },
        body: "<!doctype html><p>Just a moment</p>",
      };
    if (!/^\d+$/.test(kind)) return undefined;
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
    return { status: Number(kind), headers, body: JSON.stringify({ error: `Fault ${kind}` }) };
  }

  /** Takes one from the budget; a refusal where there is none left. */
  private spend(url: URL): Reply | undefined {
    const { api, resolve, windowSeconds } = this.limits();
    const name = url.pathname.includes("/resolve/") ? "resolve" : "api";
    const now = Date.now() / 1000;
    let window = this.windows.get(name);
    if (!window || now - window.start >= windowSeconds) {
      window = { start: now, used: 0 };
      this.windows.set(name, window);
    }
    const quota = name === "api" ? api : resolve;
    window.used++;
    return window.used > quota
      ? { status: 429, body: JSON.stringify({ error: "You have been rate limited" }) }
      : undefined;
  }

  private limits() {
    return this.options.limits ?? { api: 10_000_000, resolve: 10_000_000, windowSeconds: 300 };
  }

  private budgetHeaders(url: URL): Record<string, string> {
    const { api, resolve, windowSeconds } = this.limits();
    const name = url.pathname.includes("/resolve/") ? "resolve" : "api";
    const quota = name === "api" ? api : resolve;
    const { start, used } = this.windows.get(name) ?? { start: Date.now() / 1000, used: 0 };
    const left = Math.ceil(start + windowSeconds - Date.now() / 1000);
    return {
      ratelimit: `"${name}";r=${Math.max(0, quota - used)};t=${Math.max(0, left)}`,
      "ratelimit-policy": `"fixed window";"${name}";q=${quota};w=${windowSeconds}`,
    };
  }

  private route(url: URL, request: IncomingMessage, fault: Fault | undefined): Reply {
    const path = decodeURIComponent(url.pathname);
    if (path === "/api/models") return this.list(url, fault);
    const api = /^\/api\/models\/((?:[^/]+\/)?[^/]+?)(?:\/(commits|compare|tree|revision)\/(.+))?$/.exec(
      path,
    );
    const file = /^\/((?:[^/]+\/)?[^/]+)\/(resolve|raw)\/main\/(.+)$/.exec(path);
    const id = api?.[1] ?? file?.[1];
    if (!id) return notFound("", "Not found");
    const rest = url.pathname.slice((api ? "/api/models/" : "/").length + id.length) + url.search;
    const refusal = this.refusal(id, request, rest, Boolean(api));
    if (refusal) return refusal;
    const { model } = this.find(id)!;
    if (file) {
      return file[3] === "README.md" && model.card !== undefined
        ? { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: model.card }
        : notFound("EntryNotFound", "Entry not found");
    }
    if (api![2] === "commits") return this.commits(model, url, fault);
    if (api![2] === "tree") return this.tree(model, api![3]!);
    if (api![2] === "compare") return this.compare(model, api![3]!);
    return json(this.full(model));
  }

  /** Why a repository is not shown: moved, gone, private, gated or disabled. */
  private refusal(id: string, request: IncomingMessage, rest: string, api = false): Reply | undefined {
    const found = this.find(id);
    if (!found || found.model.deleted) return notFound("RepoNotFound", "Repository not found");
    const { model, former } = found;
    const { token } = this.options;
    const authorization = request.headers.authorization;
    const known = token !== undefined && authorization === `Bearer ${token}`;
    if (authorization && token !== undefined && !known)
      return refused(401, "", "Invalid credentials in Authorization header");
    if (former) {
      return {
        status: 307,
        headers: { location: `${api ? "/api/models" : ""}/${model.id}${rest}` },
        body: "",
      };
    }
    if (model.disabled) return refused(403, "DisabledRepo", "Access to this resource is disabled.");
    if (model.private && !known) return refused(401, "RepoNotFound", "Repository not found");
    if (model.gated && !known)
      return refused(
        401,
        "GatedRepo",
        `Access to model ${id} is restricted. You must be authenticated to access it.`,
      );
    return undefined;
  }

  private list(url: URL, fault: Fault | undefined): Reply {
    const limit = Math.min(1000, Number(url.searchParams.get("limit") ?? 1000));
    const sort = url.searchParams.get("sort") === "lastModified" ? "lastModified" : "createdAt";
    const sign = url.searchParams.get("direction") === "1" ? 1 : -1;
    const place = (model: HubModel) => `${model[sort]} ${model._id}`;
    const shown = this.sorted(sort, sign);
    const cursor = url.searchParams.get("cursor");
    let from = 0;
    if (cursor) {
      const after = Buffer.from(cursor, "base64url").toString("utf8");
      // The first one past the cursor: the list may have moved since.
      let low = 0;
      let high = shown.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((place(shown[middle]!) > after ? 1 : -1) * sign > 0 && place(shown[middle]!) !== after)
          high = middle;
        else low = middle + 1;
      }
      from = low;
    }
    if (fault?.kind === "repeat-rows") from = Math.max(0, from - 3);
    const rows = shown.slice(from, from + limit);
    const last = rows.at(-1);
    const headers: Record<string, string> = {};
    if (last && rows.length === limit && fault?.kind !== "no-link") {
      const next = new URL(url);
      next.searchParams.set("cursor", Buffer.from(place(last)).toString("base64url"));
      headers.link = `<${next.href}>; rel="next"`;
    }
    const expand = url.searchParams.getAll("expand");
    return json(
      rows.map((model) => this.row(model, expand)),
      headers,
    );
  }

  private sortedCache: { key: string; models: HubModel[] } | undefined;

  private sorted(sort: "createdAt" | "lastModified", sign: number): HubModel[] {
    const visible = this.options.models.filter(({ deleted, private: hidden }) => !deleted && !hidden);
    const key = `${sort} ${sign} ${visible.length} ${visible.at(-1)?._id} ${sort === "lastModified" ? Math.random() : ""}`;
    if (this.sortedCache?.key === key) return this.sortedCache.models;
    const place = (model: HubModel) => `${model[sort]} ${model._id}`;
    const models = visible.sort((a, b) => (place(a) < place(b) ? -sign : sign));
    this.sortedCache = { key, models };
    return models;
  }

  private row(model: HubModel, expand: readonly string[]): object {
    const all: Record<string, unknown> = { ...this.facts(model), sha: this.head(model) };
    const always = { _id: model._id, id: model.id, modelId: model.id };
    return expand.length
      ? {
          ...always,
          ...Object.fromEntries(expand.flatMap((name) => (name in all ? [[name, all[name]]] : []))),
        }
      : { ...always, ...all };
  }

  private head(model: HubModel): string | undefined {
    return model.commits.length ? this.repository(model).oids.at(-1) : undefined;
  }

  private facts({ commits: _, card: __, formerIds: ___, deleted: ____, ...facts }: HubModel) {
    return facts;
  }

  private full(model: HubModel): object {
    const files = new Map<string, number>();
    for (const commit of model.commits) {
      for (const { path, change } of commit.files) {
        if (change === "deleted") files.delete(path);
        else files.set(path, path.length);
      }
    }
    const siblings = [...files].map(([rfilename, size]) => ({ rfilename, size }));
    return { ...this.row(model, []), siblings };
  }

  private commits(model: HubModel, url: URL, fault: Fault | undefined): Reply {
    const { oids } = this.repository(model);
    const asked = Number(url.searchParams.get("limit") ?? 50);
    const size = Math.min(asked, this.options.commitsPerPage ?? 1000);
    const page = Number(url.searchParams.get("p") ?? 0);
    const newestFirst = model.commits.map((commit, i) => ({ ...commit, id: oids[i]! })).reverse();
    const rows = newestFirst
      .slice(page * size, (page + 1) * size)
      .map(({ id, title, message, authors, date }) => ({
        id,
        title,
        message,
        authors: authors.map((user) => ({ user, avatar: "https://example.org/a.png" })),
        date,
      }));
    const headers: Record<string, string> = {
      "x-total-count": String(oids.length + (fault?.kind === "over-count" ? 5 : 0)),
    };
    const more = (page + 1) * size < oids.length;
    if (more && !this.options.withoutCommitLinks && fault?.kind !== "no-link") {
      const next = new URL(url);
      next.searchParams.set("p", String(page + 1));
      headers.link = `<${next.href}>; rel="next"`;
    }
    return json(rows, headers);
  }

  private tree(model: HubModel, oid: string): Reply {
    const at = this.repository(model).oids.indexOf(oid);
    if (at < 0) return notFound("RevisionNotFound", "Invalid rev id");
    const paths = new Set<string>();
    for (const commit of model.commits.slice(0, at + 1))
      for (const { path, change } of commit.files)
        change === "deleted" ? paths.delete(path) : paths.add(path);
    return json([...paths].map((path) => ({ type: "file", path, size: path.length })));
  }

  private compare(model: HubModel, range: string): Reply {
    const [, newer] = range.split("..");
    const commit = model.commits[this.repository(model).oids.indexOf(newer!)];
    if (!commit) return notFound("RevisionNotFound", "Invalid rev id");
    const quoted = (path: string) => {
      const bytes = [...Buffer.from(path)];
      if (bytes.every((byte) => byte < 128)) return path;
      return `"${bytes.map((byte) => (byte < 128 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`)).join("")}"`;
    };
    const side = (name: string, path: string) => {
      const text = quoted(path);
      return text.startsWith('"') ? `"${name}/${text.slice(1)}` : `${name}/${text}`;
    };
    const body = commit.files.map(({ path, change }) => {
      const mode = { added: "new file mode 100644\n", deleted: "deleted file mode 100644\n", modified: "" }[
        change
      ];
      return `diff --git ${side("a", path)} ${side("b", path)}\n${mode}index 1111111..2222222 100644\n--- x\n@@ -1 +1 @@\n-a\n+b\n`;
    });
    return { status: 200, headers: { "content-type": "text/plain" }, body: body.join("") };
  }

  private async send(
    reply: Reply,
    request: IncomingMessage,
    response: ServerResponse,
    fault: Fault | undefined,
  ): Promise<void> {
    const url = new URL(request.url ?? "/", this.url);
    response.sendDate = false;
    const zip = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? "")) && reply.body.length > 0;
    let body: Buffer = zip ? gzipSync(reply.body, { level: 1 }) : Buffer.from(reply.body);
    const kind = fault?.kind;
    if (kind === "truncated-gzip") body = body.subarray(0, Math.floor(body.length / 2));
    const length = body.length + (kind === "short-body" ? 100 : 0);
    response.writeHead(reply.status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": String(length),
      date: (this.options.date ?? new Date()).toUTCString(),
      "x-hub-kind": "simulated",
      ...(zip ? { "content-encoding": "gzip" } : {}),
      ...this.budgetHeaders(url),
      ...reply.headers,
    });
    const half = Math.floor(body.length / 2);
    if (kind === "reset" || kind === "short-body") {
      response.write(body.subarray(0, half || 1));
      setTimeout(() => response.destroy(), 20);
    } else if (kind === "stall") {
      response.write(body.subarray(0, half));
      setTimeout(() => response.end(body.subarray(half)), fault?.stallMs ?? 30_000).unref();
    } else response.end(body);
  }

  private async git(
    id: string,
    service: string,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { model } = this.find(id)!;
    const key = `${model._id}-${model.commits.length}`;
    const folder = join(this.folder, key);
    if (!this.written.has(key)) this.written.set(key, writeBareRepository(folder, this.repository(model)));
    await this.written.get(key);
    await gitHttpBackend(this.folder, `/${key}/${service}`, url.search.slice(1), request, response);
  }
}

const json = (value: unknown, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  headers,
  body: JSON.stringify(value),
});

function refused(status: number, code: string, words: string): Reply {
  return {
    status,
    headers: { ...(code ? { "x-error-code": code } : {}), "x-error-message": words },
    body: JSON.stringify({ error: words }),
  };
}

const notFound = (code: string, words: string) => refused(404, code, words);
