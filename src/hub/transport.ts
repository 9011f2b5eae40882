import http from "node:http";
import https from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** How long, and how much, one request may take. */
export interface RequestLimits {
  readonly connectMs: number;
  /** From the open connection to the answer's headers. */
  readonly headersMs: number;
  /** From the headers to the end of the body. */
  readonly bodyMs: number;
  /** Of the body, both as sent and unpacked. */
  readonly maxBytes: number;
}

export const defaultLimits: RequestLimits = {
  connectMs: 15_000,
  headersMs: 60_000,
  bodyMs: 300_000,
  maxBytes: 64 * 1024 * 1024,
};

export interface WireRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: RequestLimits;
  readonly signal?: AbortSignal;
}

/** One answer off the wire, its body unpacked. Redirects are answers. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type TransportFault = "connect" | "timeout" | "truncated" | "too-large" | "malformed";

/** No whole answer came. */
export class TransportError extends Error {
  override readonly name = "TransportError";

  constructor(
    readonly fault: TransportFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Sends one GET request and follows nothing. Throws TransportError, or the signal's reason. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;

const unpack = promisify(gunzip);

/**
 * A transport over Node's own HTTP client. Node's fetch takes a gzip body that breaks off for a whole one, and knows
 * no limits of time for the parts of an answer; this one checks both.
 */
export function httpTransport(connections: number): Transport & { close(): void } {
  const options = { keepAlive: true, maxSockets: connections, timeout: 0 };
  const agents = { "http:": new http.Agent(options), "https:": new https.Agent(options) };
  const send = async (request: WireRequest): Promise<WireAnswer> => {
    request.signal?.throwIfAborted();
    try {
      return await exchange(request, agents);
    } catch (error) {
      request.signal?.throwIfAborted();
      if (!(error instanceof StaleSocket)) throw error;
      return await exchange(request, agents);
    }
  };
  return Object.assign(send, {
    close() {
      agents["http:"].destroy();
      agents["https:"].destroy();
    },
  });
}

/** A kept connection that the server had closed meanwhile; the request never reached it. */
class StaleSocket extends TransportError {}

async function exchange(
  { url, headers, limits, signal }: WireRequest,
  agents: { "http:": http.Agent; "https:": https.Agent },
): Promise<WireAnswer> {
  const secure = url.protocol === "https:";
  const { status, received, wire } = await new Promise<{
    status: number;
    received: http.IncomingHttpHeaders;
    wire: Buffer;
  }>((resolve, reject) => {
    const request = (secure ? https : http).request(url, {
      headers: { "accept-encoding": "gzip", ...headers },
      agent: agents[secure ? "https:" : "http:"],
      ...(signal ? { signal } : {}),
    });
    let timer: NodeJS.Timeout | undefined;
    let settled = false;
    const fail = (error: unknown) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      reject(error);
      request.destroy();
    };
    const within = (ms: number, what: string, fault: TransportFault = "timeout") => {
      clearTimeout(timer);
      timer = setTimeout(() => fail(new TransportError(fault, `no ${what} within ${ms / 1000} s`)), ms);
    };
    within(limits.connectMs, "connection", "connect");
    request.on("socket", (socket) => {
      const ready = () => within(limits.headersMs, "headers");
      if (socket.connecting) socket.once(secure ? "secureConnect" : "connect", ready);
      else ready();
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && ["ECONNRESET", "EPIPE"].includes(error.code ?? "");
      if (stale) fail(new StaleSocket("connect", error.message, { cause: error }));
      else if (error.code?.startsWith("HPE_"))
        fail(new TransportError("malformed", `not HTTP: ${error.message}`, { cause: error }));
      else fail(new TransportError("connect", error.code ?? error.message, { cause: error }));
    });
    request.on("response", (response) => {
      within(limits.bodyMs, "whole body");
      const chunks: Buffer[] = [];
      let bytes = 0;
      const broken = (error?: Error) =>
        fail(
          new TransportError("truncated", `the body broke off after ${bytes} bytes`, {
            ...(error ? { cause: error } : {}),
          }),
        );
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > limits.maxBytes) fail(tooLarge(limits.maxBytes));
      });
      response.on("error", broken);
      response.on("aborted", () => broken());
      response.on("end", () => {
        if (!response.complete) return broken();
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          received: response.headers,
          wire: Buffer.concat(chunks, bytes),
        });
      });
    });
    request.end();
  });
  return { status, headers: flat(received), body: await decode(wire, received, limits.maxBytes) };
}

async function decode(wire: Buffer, headers: http.IncomingHttpHeaders, maxBytes: number): Promise<Buffer> {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity" || wire.length === 0) return wire;
  if (encoding !== "gzip" && encoding !== "x-gzip")
    throw new TransportError("malformed", `the body is packed as ${encoding}, which was not asked for`);
  try {
    return await unpack(wire, { maxOutputLength: maxBytes });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxBytes);
    if (code === "Z_BUF_ERROR") throw new TransportError("truncated", "the gzip body breaks off", { cause });
    throw new TransportError("malformed", `the gzip body is damaged (${message})`, { cause });
  }
}

const tooLarge = (maxBytes: number) => new TransportError("too-large", `the body is over ${maxBytes} bytes`);

function flat(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
