import { setMaxListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { PoliteFetch } from "../../src/hub/polite-fetch.js";
import { rateLimitOf, retryAfterMs } from "../../src/hub/rate-limit-header.js";
import type { Transport } from "../../src/hub/transport.js";
import { random } from "../../src/stats/random.js";
import { FakeClock } from "../support/fake-clock.js";

/** A server with a fixed window that begins at some moment of its own and rounds the seconds left as it likes. */
function windowed(
  clock: FakeClock,
  { quota = 500, seconds = 300, offset = 0, round = Math.floor, latency = () => 200, headers = true },
) {
  const served: number[] = [];
  const refused: number[] = [];
  const counts = new Map<number, number>();
  const transport: Transport = async ({ signal }) => {
    await clock.sleep(latency() / 2, signal);
    const now = clock.now() / 1000 - offset;
    const window = Math.floor(now / seconds);
    const used = (counts.get(window) ?? 0) + 1;
    const ok = used <= quota;
    if (ok) counts.set(window, used);
    (ok ? served : refused).push(clock.now());
    const left = round((window + 1) * seconds - now);
    await clock.sleep(latency() / 2, signal);
    return {
      status: ok ? 200 : 429,
      headers: (headers
        ? {
            ratelimit: `"api";r=${Math.max(0, quota - used)};t=${left}`,
            "ratelimit-policy": `"fixed window";"api";q=${quota};w=${seconds}`,
          }
        : {}) as Record<string, string>,
      body: Buffer.from("{}"),
    };
  };
  return { transport, served, refused };
}

async function hammer(clock: FakeClock, transport: Transport, seconds: number, workers = 8) {
  const chance = random(1);
  const hub = new PoliteFetch({
    hub: "http://127.0.0.1:1",
    userAgent: "test",
    clock,
    transport,
    chance: () => chance.next(),
  });
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const end = clock.now() + seconds * 1000;
  const work = async () => {
    for (let i = 0; ; i++) await hub.get(hub.address(`/api/models/${i}`), { signal: stop.signal });
  };
  const all = Promise.allSettled(Array.from({ length: workers }, work));
  await clock.sleep(end - clock.now());
  stop.abort();
  await all;
  return hub;
}

describe("pacing", () => {
  it.each([
    { name: "a window that begins with the first request", options: {} },
    { name: "a window under way", options: { offset: 137.4 } },
    { name: "seconds rounded up", options: { offset: 61.9, round: Math.ceil } },
    { name: "answers that take between 0.1 and 5 s", options: { offset: 20, latency: uneven(100, 5000) } },
    { name: "another budget", options: { quota: 1000, offset: 250 } },
  ])("uses at least 98% of the budget with at most one 429: $name", async ({ options }) => {
    const clock = new FakeClock();
    const begin = clock.now();
    const { offset = 0, quota = 500 } = options as { offset?: number; quota?: number };
    const server = windowed(clock, options);
    // The first window may have begun long ago: what is counted is whole windows.
    const lead = (offset - begin / 1000 + 300 * 1e9) % 300;
    await hammer(clock, server.transport, lead + 4 * 300);
    const from = begin + lead * 1000;
    const counted = server.served.filter((at) => at >= from && at < from + 1200_000).length;
    expect(counted).toBeGreaterThanOrEqual(0.98 * 4 * quota);
    expect(server.refused.length).toBeLessThanOrEqual(1);
  });

  it("holds to the anonymous budget where the server states none", async () => {
    const clock = new FakeClock();
    const server = windowed(clock, { headers: false, quota: 1e9 });
    await hammer(clock, server.transport, 600);
    expect(server.served.length).toBeLessThanOrEqual(1000);
    expect(server.served.length).toBeGreaterThanOrEqual(960);
  });

  it("spreads requests over the window instead of bursting", async () => {
    const clock = new FakeClock();
    const server = windowed(clock, {});
    const begin = clock.now();
    await hammer(clock, server.transport, 150);
    const half = server.served.filter((at) => at < begin + 150_000).length;
    expect(half).toBeGreaterThan(200);
    expect(half).toBeLessThan(300);
  });

  it("leaves room for others who spend the same budget", async () => {
    const clock = new FakeClock();
    const server = windowed(clock, {});
    const other = (async () => {
      for (let i = 0; i < 300; i++) {
        await server.transport({ url: new URL("http://x"), headers: {}, limits: {} as never });
        await clock.sleep(700);
      }
    })();
    const hub = await hammer(clock, server.transport, 290);
    await other;
    expect(hub.sent).toBeGreaterThan(150);
    expect(hub.refused).toBeLessThanOrEqual(3);
  });
});

function uneven(from: number, to: number) {
  const chance = random("latency");
  return () => from + chance.next() * (to - from);
}

describe("rateLimitOf", () => {
  it("reads what the Hub sends", () => {
    expect(
      rateLimitOf({
        ratelimit: '"api";r=499;t=283',
        "ratelimit-policy": '"fixed window";"api";q=500;w=300',
      }),
    ).toEqual({ remaining: 499, resetSeconds: 283, quota: 500, windowSeconds: 300 });
    expect(rateLimitOf({ ratelimit: '"resolvers"; r=0; t=1' })).toEqual({
      remaining: 0,
      resetSeconds: 1,
      quota: null,
      windowSeconds: null,
    });
  });

  it.each([{}, { ratelimit: "" }, { ratelimit: '"api";r=x;t=3' }, { ratelimit: '"api";t=3' }])(
    "gives null for %j",
    (headers) => expect(rateLimitOf(headers as Record<string, string>)).toBeNull(),
  );
});

describe("retryAfterMs", () => {
  it("reads seconds and dates, never below 0", () => {
    const now = Date.parse("2025-01-01T00:00:00Z");
    expect(retryAfterMs({ "retry-after": "7" }, now)).toBe(7000);
    expect(retryAfterMs({ "retry-after": "Wed, 01 Jan 2025 00:00:30 GMT" }, now)).toBe(30_000);
    expect(retryAfterMs({ "retry-after": "Tue, 31 Dec 2024 00:00:30 GMT" }, now)).toBe(0);
    expect(retryAfterMs({ "retry-after": "soon" }, now)).toBeNull();
    expect(retryAfterMs({}, now)).toBeNull();
  });
});
