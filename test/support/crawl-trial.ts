import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type CrawlOptions, crawl } from "../../src/hub/crawl.js";
import type { CrawlSummary } from "../../src/hub/index.js";
import { Snapshot } from "../../src/snapshot/open-snapshot.js";
import { type HubServer, type HubServerOptions, startHubServer } from "./hub-server.js";

/** A folder and servers for each test of a file, gone after it. */
export interface CrawlTrial {
  /** A path in the test's folder. */
  readonly at: (...parts: string[]) => string;
  readonly serve: (options: HubServerOptions) => Promise<HubServer>;
  /** Crawls into `at("out")` without waiting for a budget. */
  readonly run: (hub: HubServer, options?: Partial<CrawlOptions>) => Promise<CrawlSummary>;
  /** The rows of a query on a snapshot, `at("out")` if none is named. */
  readonly rowsOf: <T>(sql: string, snapshot?: string) => Promise<T[]>;
}

/** Asked for at the top of a test file. `timeoutMs` is how long an answer may take; short ones fail on a busy machine. */
export function crawlTrial({ timeoutMs = 5000, maxAttempts = 8 } = {}): CrawlTrial {
  let folder: string;
  let servers: HubServer[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hub-evolution-crawl-"));
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (...parts: string[]) => join(folder, ...parts);
  return {
    at,
    async serve(options) {
      const server = await startHubServer({ date: new Date("2025-01-02T03:04:05Z"), ...options });
      servers.push(server);
      return server;
    },
    run: (hub, options = {}) =>
      crawl({
        out: at("out"),
        hub: hub.url,
        tool: "hub-evolution test",
        fetch: {
          budgets: { resolve: { quota: 1e6, windowSeconds: 300 } },
          maxAttempts,
          backoffMs: { base: 1, cap: 5 },
          limits: { headersMs: timeoutMs, bodyMs: timeoutMs },
        },
        patienceMs: 1000,
        ...options,
      }),
    async rowsOf<T>(sql: string, snapshot = at("out")) {
      const opened = await Snapshot.open(snapshot);
      try {
        return await opened.rows<T>(sql);
      } finally {
        opened.close();
      }
    },
  };
}
