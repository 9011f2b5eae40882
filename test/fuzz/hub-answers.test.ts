import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Archive } from "../../src/hub/archive.js";
import { changedFiles, compareHistory } from "../../src/hub/compare-history.js";
import { CrawlState } from "../../src/hub/crawl-state.js";
import { HubError } from "../../src/hub/hub-error.js";
import { Journal } from "../../src/hub/journal.js";
import { isModelId, modelIdIn } from "../../src/hub/model-address.js";
import { nextLink } from "../../src/hub/next-link.js";
import { GaveUp, PoliteFetch } from "../../src/hub/polite-fetch.js";
import { RateBudget } from "../../src/hub/rate-budget.js";
import { rateLimitOf, retryAfterMs } from "../../src/hub/rate-limit-header.js";
import { parseRawHistory } from "../../src/hub/raw-history.js";
import { readCard } from "../../src/hub/read-card.js";
import { readCommits } from "../../src/hub/read-commits.js";
import { readList } from "../../src/hub/read-list.js";
import { readModel } from "../../src/hub/read-model.js";
import { Refused } from "../../src/hub/reading.js";
import { FakeClock } from "../support/fake-clock.js";
import { anyJson, disturbed, hostileTexts, mutated, thrownBy } from "./adversaries.js";

// Time is not measured here: a pattern that backtracks over 100 kB takes minutes and runs into the test's limit.
const hub = new URL("https://hub.example/base");
const anyText = fc.string({ unit: "binary", maxLength: 200 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hub-evolution-fuzz-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("headers", () => {
  const link = mutated(
    fc.constant('<https://hub.example/base/api/models?cursor=x>; rel="next", <https://a/b>; rel="first"'),
  );
  it("a Link header names an address on the hub or none", () => {
    const check = (header: string) => {
      const next = nextLink(header, "https://hub.example/base/api/models", hub);
      if (next !== null) expect(new URL(next).origin).toBe(hub.origin);
    };
    fc.assert(fc.property(fc.oneof(link, anyText), check));
    for (const text of hostileTexts) check(text);
  });

  const limit = mutated(fc.constant('"api";r=499;t=300'));
  const policy = mutated(fc.constant('"fixed window";"api";q=500;w=300'));
  it("a RateLimit header gives whole numbers of a day at most, or null", () => {
    const check = (ratelimit: string, stated: string) => {
      const read = rateLimitOf({ ratelimit, "ratelimit-policy": stated });
      if (read === null) return;
      expect(read.resetSeconds).toBeLessThanOrEqual(86_400);
      for (const value of Object.values(read))
        expect(value === null || Number.isSafeInteger(value)).toBe(true);
    };
    fc.assert(fc.property(fc.oneof(limit, anyText), fc.oneof(policy, anyText), check));
    for (const text of hostileTexts) check(text, text);
  });

  it("Retry-After gives a time of a day at most, or null", () => {
    const check = (value: string) => {
      const ms = retryAfterMs({ "retry-after": value }, Date.UTC(2025, 0, 1));
      if (ms !== null) expect(ms >= 0 && ms <= 86_400_000).toBe(true);
    };
    const date = mutated(fc.constant("Wed, 01 Jan 2025 00:01:00 GMT"));
    const number = fc.bigInt({ min: 0n, max: 10n ** 400n }).map(String);
    fc.assert(fc.property(fc.oneof(date, number, anyText), check));
    for (const text of hostileTexts) check(text);
  });
});

describe("addresses", () => {
  it("give the name of a model or null", () => {
    const path = fc.oneof(mutated(fc.constant("api/models/owner/name/commits/main")), fc.string());
    fc.assert(
      fc.property(path, (text) => {
        const address = `https://hub.example/base/${text}`;
        const id = modelIdIn(address, hub);
        if (id !== null) expect(isModelId(id)).toBe(true);
      }),
    );
    expect(modelIdIn("https://hub.example/base/owner/%ff", hub)).toBeNull();
    for (const text of hostileTexts) isModelId(text);
  });
});

describe("what git tells", () => {
  const hash = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 });
  const path = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((name) => !name.includes("\0"));
  const change = fc.tuple(fc.constantFrom("A", "M", "D", "T"), path);
  const commit = fc.tuple(hash, fc.array(change, { maxLength: 4 }));
  const zeros = "0".repeat(40);
  const written = (commits: [string, [string, string][]][]) =>
    commits
      .map(
        ([oid, files]) =>
          `\u0001${oid}\0${files.map(([letter, name]) => `:100644 100644 ${zeros} ${zeros} ${letter}\0${name}\0`).join("")}`,
      )
      .join("");

  it("is read back as it was", () => {
    fc.assert(
      fc.property(fc.array(commit, { maxLength: 4 }), (commits) => {
        const { oids, files } = parseRawHistory(Buffer.from(written(commits)));
        expect(oids).toEqual(commits.map(([oid]) => oid));
        expect(files.map(({ path }) => path)).toEqual(
          commits.flatMap(([, changes]) => changes.map(([, name]) => Buffer.from(name).toString("utf8"))),
        );
      }),
    );
  });

  it("damaged is a SyntaxError or changes of commits that it names", () => {
    const damaged = mutated(fc.array(commit, { minLength: 1, maxLength: 3 }).map(written));
    const check = (raw: Buffer) => {
      const error = thrownBy(() => {
        const { oids, files } = parseRawHistory(raw);
        for (const { oid } of files) expect(oids).toContain(oid);
      });
      if (error !== undefined) expect(error).toBeInstanceOf(SyntaxError);
    };
    fc.assert(fc.property(damaged, (text) => check(Buffer.from(text))));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => check(Buffer.from(bytes))));
    for (const text of hostileTexts) check(Buffer.from(`\u0001${"a".repeat(40)}\0${text}`));
  });

  it("as a diff gives paths, whatever it holds", () => {
    const diff = mutated(
      fc.constant(
        'diff --git "a/\\303\\274.csv" "b/\\303\\274.csv"\nnew file mode 100644\n+++ b/x\n@@ -0,0 +1 @@\ndiff --git a/old b/new\nrename from old\nrename to new\n',
      ),
    );
    const check = (text: string) => {
      for (const { path } of changedFiles(text)) expect(typeof path).toBe("string");
    };
    fc.assert(fc.property(fc.oneof(diff, anyText), check));
    for (const text of hostileTexts) {
      check(text);
      check(`diff --git a/x ${text}`);
    }
    expect(changedFiles("diff --git a/a\u2028b b/a\u2028b\ndeleted file mode 100644")).toEqual([
      { path: "a\u2028b", change: "deleted" },
    ]);
  });
});

describe("answers of the API", () => {
  const commit = {
    id: "a".repeat(40),
    title: "Update README.md",
    message: "",
    authors: [{ user: "ann" }],
    date: "2024-01-01T00:00:00.000Z",
  };
  const model = {
    _id: "621ffdc036468d709f174328",
    id: "owner/name",
    likes: 3,
    createdAt: "2022-03-02T23:29:04.000Z",
    lastModified: "2024-02-19T11:06:12.000Z",
  };
  const rows = (row: Record<string, unknown>) =>
    fc.oneof(fc.array(disturbed(row), { maxLength: 4 }), anyJson).map((value) => JSON.stringify(value));
  const body = fc.oneof(
    rows(commit),
    rows(model),
    disturbed(model).map((value) => JSON.stringify(value)),
    mutated(fc.constant(JSON.stringify([commit]))),
    rows({ type: "file", path: "config.json" }),
    anyText,
  );
  const headers = fc.record(
    {
      link: fc.constantFrom(
        '<https://hub.example/api/models/owner/name/commits/main?limit=1000>; rel="next"',
        '<https://hub.example/api/models/owner/name/commits/main?p=1>; rel="next"',
        '<https://hub.example/api/models?cursor=x>; rel="next"',
        "<>; rel=next",
      ),
      "x-total-count": fc.constantFrom("", "0", "1", "2", "-1", "1e9", "NaN", "999999999999"),
      location: fc.constantFrom(
        "/owner/%ff",
        "//",
        "https://elsewhere.example/",
        "/owner/other",
        "http://[",
        "?",
      ),
      "x-error-code": fc.constantFrom("GatedRepo", "EntryNotFound", ""),
      "retry-after": fc.constantFrom("99999999999", "-1", "soon", "9".repeat(400)),
      date: fc.constantFrom("yesterday", "Wed, 01 Jan 2025 00:01:00 GMT", "275761-01-01"),
      ratelimit: fc.constantFrom('"api";r=0;t=999999999', '"api";r=0;t=0', '"api";r=1;t=1'),
      "ratelimit-policy": fc.constantFrom('"x";q=0;w=0', '"x";q=1;w=999999999'),
    },
    { requiredKeys: [] },
  );
  const status = fc.oneof(
    { arbitrary: fc.constant(200), weight: 6 },
    fc.constantFrom(201, 204, 301, 307, 400, 401, 403, 404, 429, 500, 503),
  );
  const answer = fc.record({ status, headers, body: body.map((text) => Buffer.from(text)) });

  it("of any form end in what was asked for, or in an error of the crawl's own", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
        for (const read of ["commits", "model", "card", "list", "compare"] as const) {
          let sent = 0;
          const polite = new PoliteFetch({
            hub: "https://hub.example/",
            userAgent: "test",
            clock: new FakeClock(),
            chance: () => 0.5,
            maxAttempts: 2,
            maxRefusals: 2,
            transport: async () => answers[Math.min(sent++, answers.length - 1)]!,
          });
          const state = { pages: [], add: async () => {} } as unknown as CrawlState;
          const archive = { body: async () => Buffer.alloc(0) } as unknown as Archive;
          const reading = {
            commits: () => readCommits(polite, "owner/name", {}),
            model: () => readModel(polite, "owner/name", {}),
            card: () => readCard(polite, "owner/name", {}),
            list: () => readList(polite, archive, state, { round: 1, limit: 5 }),
            compare: () => compareHistory(polite, "owner/name", ["b".repeat(40), "a".repeat(40)], {}),
          }[read];
          const error = await reading().then(
            () => undefined,
            (why: unknown) => why,
          );
          const own = [GaveUp, HubError, Refused].some((kind) => error instanceof kind);
          if (error !== undefined && !own) throw error;
          // What a server can say sends nobody round and round.
          expect(sent).toBeLessThan(40);
          if (error instanceof Refused) modelIdIn(error.finalUrl, polite.hub);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("a commit without a row, or an author that is none, is malformed", async () => {
    for (const text of [
      "[null]",
      "[0]",
      '[{"id":"x","authors":[null]}]',
      '[{"id":"x","authors":[],"date":7}]',
    ]) {
      const polite = new PoliteFetch({
        hub: "https://hub.example/",
        userAgent: "test",
        clock: new FakeClock(),
        maxAttempts: 1,
        transport: async () => ({ status: 200, headers: {}, body: Buffer.from(text) }),
      });
      await expect(readCommits(polite, "owner/name", {})).rejects.toMatchObject({ reason: "malformed" });
    }
  });
});

describe("pages of commits", () => {
  const read = (headers: Record<string, string>) => {
    let sent = 0;
    const polite = new PoliteFetch({
      hub: "https://hub.example/",
      userAgent: "test",
      clock: new FakeClock(),
      maxAttempts: 1,
      transport: async () => {
        sent++;
        return { status: 200, headers, body: Buffer.from('[{"id":"x","authors":[]}]') };
      },
    });
    return { reading: readCommits(polite, "owner/name", {}), sent: () => sent };
  };

  it("that repeat are asked for no more, and count as missing", async () => {
    const { reading, sent } = read({ "x-total-count": "2" });
    await expect(reading).rejects.toMatchObject({ failure: { reason: "truncated" } });
    expect(sent()).toBe(2);
  });

  it("that name one another in a circle are malformed", async () => {
    const { reading, sent } = read({
      link: '<https://hub.example/api/models/owner/name/commits/main>; rel="next"',
    });
    await expect(reading).rejects.toMatchObject({ reason: "malformed" });
    expect(sent()).toBe(2);
  });
});

describe("a budget", () => {
  const said = fc.record({
    remaining: fc.nat(3),
    resetSeconds: fc.nat(86_400),
    quota: fc.option(fc.nat(3), { nil: null }),
    windowSeconds: fc.option(fc.nat(86_400), { nil: null }),
  });

  it("lets every request through in the end, whatever the server says of it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(said, { nil: null }), { minLength: 1, maxLength: 6 }),
        async (limits) => {
          const clock = new FakeClock();
          const began = clock.now();
          const budget = new RateBudget(clock, { quota: 500, windowSeconds: 300 });
          for (const limit of limits) budget.settle(await budget.acquire(), limit);
          await budget.acquire();
          expect(clock.now() - began).toBeLessThanOrEqual((limits.length + 1) * 86_402_000);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("waits no longer when the machine's clock is set back", async () => {
    const clock = new FakeClock();
    let back = 0;
    const moving = { now: () => clock.now() - back, sleep: clock.sleep.bind(clock) };
    const budget = new RateBudget(moving, { quota: 10, windowSeconds: 300 });
    budget.settle(await budget.acquire(), { remaining: 0, resetSeconds: 60, quota: 10, windowSeconds: 300 });
    back = 30 * 86_400_000;
    const began = clock.now();
    await budget.acquire();
    expect(clock.now() - began).toBeLessThanOrEqual(62_000);
  });
});

describe("a journal", () => {
  const lines = fc.array(fc.record({ kind: fc.constant("end"), round: fc.nat(9), at: fc.string() }), {
    maxLength: 5,
  });

  it("opens whatever its file holds, keeps the whole lines before the damage and goes on from there", async () => {
    const path = join(folder, "journal.ndjson");
    await fc.assert(
      fc.asyncProperty(lines, fc.uint8Array({ maxLength: 60 }), async (whole, tail) => {
        const text = whole.map((line) => `${JSON.stringify(line)}\n`).join("");
        writeFileSync(path, Buffer.concat([Buffer.from(text), tail]));
        const seen: unknown[] = [];
        const journal = await Journal.open(path, (line) => seen.push(line));
        expect(seen.slice(0, whole.length)).toEqual(whole);
        await journal.append({ added: true });
        await journal.close();
        expect(JSON.parse(readFileSync(path, "utf8").trimEnd().split("\n").at(-1)!)).toEqual({ added: true });
      }),
      { numRuns: 60 },
    );
  });

  it("with a line of another kind is refused in words", async () => {
    const open = async (line: string) => {
      writeFileSync(join(folder, "crawl.ndjson"), `${line}\n`);
      return CrawlState.open(folder);
    };
    for (const line of ['{"kind":"surprise"}', "[]"]) await expect(open(line)).rejects.toThrow(HubError);
    // A number or a word is what is left of a torn write.
    for (const line of ["null", "7", '"x"']) await (await open(line)).close();
  });
});
