/** What a server says of a request budget. */
export interface RateLimit {
  /** Requests left in the window. */
  readonly remaining: number;
  /** Seconds until the window ends, whole, as sent. */
  readonly resetSeconds: number;
  /** Requests a window; null where no policy was sent. */
  readonly quota: number | null;
  /** Length of a window; null where no policy was sent. */
  readonly windowSeconds: number | null;
}

/** Windows are minutes long; a time to wait of more than a day is a mistake of the server, or meant badly. */
const longestWindowSeconds = 86_400;

type Headers = Readonly<Record<string, string>>;

/**
 * Reads `RateLimit: "api";r=499;t=300` and `RateLimit-Policy: "fixed window";"api";q=500;w=300` (IETF draft
 * ratelimit-headers, with the Hub's parameters). Header names are in lower case. Null where they are missing or say
 * nothing usable.
 */
export function rateLimitOf(headers: Headers): RateLimit | null {
  const remaining = parameter(headers.ratelimit, "r");
  const resetSeconds = parameter(headers.ratelimit, "t");
  if (remaining === null || resetSeconds === null || resetSeconds > longestWindowSeconds) return null;
  const policy = headers["ratelimit-policy"];
  return { remaining, resetSeconds, quota: parameter(policy, "q"), windowSeconds: parameter(policy, "w") };
}

function parameter(header: string | undefined, name: string): number | null {
  const match = new RegExp(`;\\s*${name}=(\\d{1,9})(?:\\s*[;,]|\\s*$)`).exec(header ?? "");
  return match ? Number(match[1]) : null;
}

/**
 * Milliseconds that a Retry-After header asks for (seconds or an HTTP date), null without one; never negative, and a day
 * at most.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const value = headers["retry-after"]?.trim();
  if (!value) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), longestWindowSeconds * 1000);
}
