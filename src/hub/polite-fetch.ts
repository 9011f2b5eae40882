import type { AnswerLine, Archive } from "./archive.js";
import type { Clock } from "./clock.js";
import { systemClock } from "./clock.js";
import { HubError } from "./hub-error.js";
import { type Budget, type BudgetStatus, RateBudget } from "./rate-budget.js";
import { rateLimitOf, retryAfterMs } from "./rate-limit-header.js";
import {
  defaultLimits,
  httpTransport,
  type RequestLimits,
  type Transport,
  TransportError,
  type WireAnswer,
} from "./transport.js";

/** The Hub counts requests for files apart from the others. */
export type BudgetName = "api" | "resolve";

export interface PoliteFetchOptions {
  /** Where the Hub is: scheme, host, and a path where it has one. */
  readonly hub: string;
  /** Sent to the hub's own origin only, and there only over TLS or on this machine. */
  readonly token?: string;
  readonly userAgent: string;
  /** Where every answer is kept, and answers that are there already are taken from. */
  readonly archive?: Archive;
  /** What to hold to until the Hub states its limits; what it grants anonymous callers by default. */
  readonly budgets?: Readonly<Partial<Record<BudgetName, Budget>>>;
  readonly limits?: Partial<RequestLimits>;
  /** Tries of one request, refusals for lack of budget aside; 8 by default. */
  readonly maxAttempts?: number;
  /** Refusals for lack of budget that one request bears; 12 by default. */
  readonly maxRefusals?: number;
  /** First step and cap of the backoff; a second and a minute by default. */
  readonly backoffMs?: { readonly base: number; readonly cap: number };
  readonly clock?: Clock;
  /** Uniform in [0, 1), for the jitter. */
  readonly chance?: () => number;
  readonly transport?: Transport;
  /** Most connections at once; 8 by default. */
  readonly connections?: number;
}

export interface GetOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
  /** Asks even where the archive has an answer. */
  readonly again?: boolean;
  /** Neither looks in the archive nor keeps the answer there. */
  readonly unkept?: boolean;
  /** Why a successful body cannot be what was asked for; null where it can. Such an answer is asked for again. */
  readonly problem?: (body: Buffer, headers: Readonly<Record<string, string>>) => string | null;
}

/** What a request came to: the last answer, redirects on the hub's own host followed. */
export interface HubAnswer {
  /** The address asked for, and the one that answered. */
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** SHA-256 of the body in the archive; null without an archive or a body. */
  readonly kept: string | null;
  /** When, by the Hub's own clock where it says. */
  readonly at: Date;
  /** Requests sent for it, 0 where the archive had it. */
  readonly attempts: number;
  readonly fromArchive: boolean;
}

export type GiveUpReason = "rate-limited" | "truncated" | "malformed" | "too-large" | "other";

/** A request that was given up, and why; a value for the failures table. */
export class GaveUp extends Error {
  override readonly name = "GaveUp";

  constructor(
    readonly reason: GiveUpReason,
    readonly url: string,
    readonly detail: string,
    readonly status: number | null,
    readonly attempts: number,
    readonly at: Date,
  ) {
    super(`Gave up on ${url} after ${attempts} tries: ${detail}`);
  }
}

const anonymous: Record<BudgetName, Budget> = {
  api: { quota: 500, windowSeconds: 300 },
  resolve: { quota: 3000, windowSeconds: 300 },
};
const headersThatMatter = [
  "content-encoding",
  "content-length",
  "content-type",
  "date",
  "etag",
  "last-modified",
  "link",
  "location",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "x-error-code",
  "x-error-message",
  "x-hub-kind",
  "x-repo-commit",
  "x-request-id",
  "x-total-count",
];
const maxRedirects = 5;

/**
 * One well-behaved way to ask a Hub: it paces itself by the budgets that the Hub states, tries again what may pass
 * (429, 5xx, resets, time-outs, bodies that break off) with full-jitter backoff (Brooker 2015, "Exponential Backoff And
 * Jitter") and at the server's own pace where it names one, keeps every answer, and never shows the token elsewhere.
 */
export class PoliteFetch {
  readonly hub: URL;
  private readonly budgets: Record<BudgetName, RateBudget>;
  private readonly transport: Transport;
  private readonly ownTransport: { close(): void } | undefined;
  private readonly clock: Clock;
  private readonly limits: RequestLimits;
  /** Requests sent so far. */
  sent = 0;
  /** Of these, the ones refused with 429. */
  refused = 0;
  /** Whether an answer said that this Hub is a simulated one. */
  simulated = false;

  constructor(private readonly options: PoliteFetchOptions) {
    this.hub = hubUrl(options.hub);
    this.clock = options.clock ?? systemClock;
    this.limits = { ...defaultLimits, ...options.limits };
    if (options.transport) this.transport = options.transport;
    else {
      const own = httpTransport(options.connections ?? 8);
      this.transport = own;
      this.ownTransport = own;
    }
    this.budgets = {
      api: new RateBudget(this.clock, options.budgets?.api ?? anonymous.api),
      resolve: new RateBudget(this.clock, options.budgets?.resolve ?? anonymous.resolve),
    };
  }

  /** An address on the hub, from a path that begins with a slash. */
  address(path: string): string {
    return this.hub.href.replace(/\/$/, "") + path;
  }

  budget(name: BudgetName): BudgetStatus & { perSecond: number } {
    return { ...this.budgets[name].status(), perSecond: this.budgets[name].perSecond };
  }

  /** Waits until the budget lets `cost` requests through that something else sends (git). */
  async spend(name: BudgetName, cost: number, signal?: AbortSignal): Promise<void> {
    for (let i = 0; i < cost; i++) {
      const ticket = await this.budgets[name].acquire(signal);
      this.budgets[name].settle(ticket, null);
    }
  }

  /**
   * Gets an address. Answers of 2xx and 4xx are returned as they are, whatever they say.
   *
   * @throws GaveUp where no usable answer came; the signal's reason where it aborts; HubError where the disk fails.
   */
  async get(url: string, options: GetOptions = {}): Promise<HubAnswer> {
    let at = url;
    let attempts = 0;
    let fromArchive = true;
    for (let hops = 0; hops <= maxRedirects; hops++) {
      const { line, body, tries } = await this.settle(at, options);
      if (line.headers["x-hub-kind"] === "simulated") this.simulated = true;
      attempts += tries;
      if (tries) fromArchive = false;
      const location = line.status >= 300 && line.status < 400 && line.headers.location;
      if (!location) {
        return {
          url,
          finalUrl: at,
          status: line.status,
          headers: line.headers,
          body,
          kept: line.body,
          at: serverTime(line.headers, line.at),
          attempts,
          fromArchive,
        };
      }
      const next = URL.canParse(location, at) ? new URL(location, at) : undefined;
      if (!next || !["http:", "https:"].includes(next.protocol))
        throw this.gaveUp("malformed", url, `redirected to what is no address`, line.status, attempts);
      at = next.href;
    }
    throw this.gaveUp("malformed", url, `over ${maxRedirects} redirects`, null, attempts);
  }

  now(): number {
    return this.clock.now();
  }

  /** How long to wait before the next try: uniform up to a cap that doubles with each. */
  backoffMs(attempt: number): number {
    const { base, cap } = this.options.backoffMs ?? { base: 1000, cap: 60_000 };
    return (this.options.chance ?? Math.random)() * Math.min(cap, base * 2 ** (attempt - 1));
  }

  /** The same as a `fetch` that other libraries can be given; what is given up becomes its rejection. */
  asFetch(options: GetOptions = {}): typeof fetch {
    return async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const method = init?.method ?? (input instanceof Request ? input.method : "GET");
      if (method !== "GET") throw new TypeError(`Only GET is sent politely, not ${method} ${url}`);
      const answer = await this.get(url, { ...options, ...(init?.signal ? { signal: init.signal } : {}) });
      const { "content-encoding": _, "content-length": __, ...headers } = answer.headers;
      const response = new Response(emptyStatus.has(answer.status) ? null : new Uint8Array(answer.body), {
        status: answer.status,
        headers,
      });
      Object.defineProperty(response, "url", { value: answer.finalUrl });
      return response;
    };
  }

  close(): void {
    this.ownTransport?.close();
  }

  /** Gets one address until an answer settles it, from the archive where it has one. */
  private async settle(
    url: string,
    options: GetOptions,
  ): Promise<{ line: Omit<AnswerLine, "round">; body: Buffer; tries: number }> {
    const { maxAttempts = 8, maxRefusals = 12 } = this.options;
    const { signal } = options;
    const archive = options.unkept ? undefined : this.options.archive;
    const known = archive?.find(url);
    if (known && !options.again) return { line: known, body: await archive!.body(known.body), tries: 0 };
    const target = new URL(url);
    const own = target.origin === this.hub.origin;
    const budget = own ? this.budgets[budgetOf(target)] : undefined;
    let refusals = 0;
    for (let attempt = 1; ; attempt++) {
      const ticket = await budget?.acquire(signal);
      this.sent++;
      let answer: WireAnswer | undefined;
      let fault: TransportError | undefined;
      try {
        answer = await this.transport({
          url: target,
          headers: this.headersFor(target, options.headers),
          limits: { ...this.limits, ...(options.maxBytes ? { maxBytes: options.maxBytes } : {}) },
          ...(signal ? { signal } : {}),
        });
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        fault = error;
      } finally {
        if (ticket) budget!.settle(ticket, answer ? rateLimitOf(answer.headers) : null);
      }
      const now = this.clock.now();
      const problem =
        answer && isSuccess(answer) ? (options.problem?.(answer.body, answer.headers) ?? null) : null;
      if (answer && !isPassing(answer.status) && problem === null) {
        return { ...(await this.keep(archive, url, answer, attempt, true)), tries: attempt };
      }

      const limited = answer?.status === 429;
      if (limited) {
        this.refused++;
        refusals++;
      }
      const over = limited ? refusals > maxRefusals : attempt - refusals >= maxAttempts;
      const reason = reasonOf(fault, answer, problem);
      const hopeless = fault?.fault === "too-large";
      if (answer) await this.keep(archive, url, answer, attempt, false);
      if (over || hopeless) {
        const detail = problem ?? fault?.message ?? `status ${answer!.status}`;
        await archive?.keep(
          {
            url,
            status: 0,
            fault: reason,
            headers: { detail },
            at: iso(now),
            attempt,
            final: false,
          },
          Buffer.alloc(0),
        );
        throw this.gaveUp(reason, url, detail, answer?.status ?? null, attempt);
      }
      const asked = answer ? retryAfterMs(answer.headers, now) : null;
      const limit = answer && limited ? rateLimitOf(answer.headers) : null;
      const reset = limit?.remaining === 0 ? limit.resetSeconds : 0;
      const wait = (asked ?? reset * 1000) + this.backoffMs(attempt);
      if (limited) budget?.hold(wait);
      await this.clock.sleep(wait, signal);
    }
  }

  private async keep(
    archive: Archive | undefined,
    url: string,
    answer: WireAnswer,
    attempt: number,
    final: boolean,
  ) {
    const body = this.withoutToken(answer.body);
    const headers = Object.fromEntries(
      headersThatMatter.flatMap((name) => {
        const value = answer.headers[name];
        return value === undefined ? [] : [[name, this.withoutToken(Buffer.from(value)).toString()]];
      }),
    );
    const line = { url, status: answer.status, headers, at: iso(this.clock.now()), attempt, final };
    const kept = (await archive?.keep(line, body)) ?? {
      ...line,
      body: null,
      bytes: body.length,
    };
    return { line: kept, body };
  }

  private headersFor(target: URL, extra: GetOptions["headers"]): Record<string, string> {
    const { token, userAgent } = this.options;
    const safe = target.protocol === "https:" || isLoopback(target.hostname);
    const trusted = target.origin === this.hub.origin && safe;
    return {
      "user-agent": userAgent,
      ...extra,
      ...(token && trusted ? { authorization: `Bearer ${token}` } : {}),
    };
  }

  /** A server may echo what it was sent: the token is not written even then. */
  private withoutToken(bytes: Buffer): Buffer {
    const { token } = this.options;
    if (!token || !bytes.includes(token)) return bytes;
    return Buffer.from(bytes.toString("latin1").replaceAll(token, "[token]"), "latin1");
  }

  private gaveUp(reason: GiveUpReason, url: string, detail: string, status: number | null, attempts: number) {
    return new GaveUp(reason, url, detail, status, attempts, new Date(this.clock.now()));
  }
}

const emptyStatus = new Set([101, 204, 205, 304]);
const iso = (ms: number) => new Date(ms).toISOString();
const isSuccess = ({ status }: WireAnswer) => status >= 200 && status < 300;
/** Whether the same request may well be answered otherwise in a while. */
const isPassing = (status: number) =>
  status === 429 || status === 408 || status === 425 || status >= 500 || status < 200;
const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** The Hub counts addresses with a /resolve/ part apart. */
const budgetOf = ({ pathname }: URL): BudgetName => (pathname.includes("/resolve/") ? "resolve" : "api");

function reasonOf(
  fault: TransportError | undefined,
  answer: WireAnswer | undefined,
  problem: string | null,
): GiveUpReason {
  if (answer?.status === 429) return "rate-limited";
  if (problem !== null) return "malformed";
  if (fault && (fault.fault === "truncated" || fault.fault === "too-large" || fault.fault === "malformed"))
    return fault.fault;
  return "other";
}

/** The time of an answer by the server's clock, which is the same for every reader of it; the local one without. */
function serverTime(headers: Readonly<Record<string, string>>, local: string): Date {
  const time = Date.parse(headers.date ?? "");
  return new Date(Number.isNaN(time) ? local : time);
}

/**
 * Where a Hub is, as an address.
 *
 * @throws HubError where it is none, is not http(s), or carries credentials.
 */
export function hubUrl(hub: string): URL {
  const url = URL.canParse(hub) ? new URL(hub) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw new HubError("No address of a Hub", hub, "Give one such as https://huggingface.co.");
  if (url.username || url.password) {
    throw new HubError(
      "An address with a password in it",
      url.host,
      "Leave it out, and give a token in HF_TOKEN.",
    );
  }
  url.hash = "";
  url.search = "";
  return url;
}
