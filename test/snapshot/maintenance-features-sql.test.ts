import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import {
  type CommitRecord,
  type MaintenanceFeatures,
  type ModelHistory,
  maintenanceFeatures,
} from "../../src/classify/index.js";
import { Database, literal } from "../../src/snapshot/duckdb.js";
import { maintenanceFeaturesSql } from "../../src/snapshot/index.js";
import { commitRecord } from "../support/histories.js";

const asOf = new Date("2024-01-01T12:34:56Z");
const opened: Database[] = [];
const spill = mkdtemp(join(tmpdir(), "spill-"));
afterAll(async () => {
  for (const database of opened) database.close();
  await rm(await spill, { recursive: true });
});

async function open(): Promise<Database> {
  const database = await Database.open({ spillFolder: await spill });
  opened.push(database);
  await database.run(
    "CREATE TABLE models (id VARCHAR, created_at TIMESTAMP); CREATE TABLE commits (model_id VARCHAR, oid VARCHAR, committed_at TIMESTAMP, title VARCHAR, authors VARCHAR[], is_bot BOOLEAN); CREATE TABLE commit_files (model_id VARCHAR, oid VARCHAR, path VARCHAR, change VARCHAR, file_role VARCHAR)",
  );
  return database;
}

const time = (at: Date | null) =>
  at ? `TIMESTAMP ${literal(at.toISOString().replace("T", " ").replace("Z", ""))}` : "NULL";
const text = (value: string | null | undefined) => (value == null ? "NULL" : literal(value));

async function fill(database: Database, models: readonly Model[]): Promise<void> {
  await database.run("DELETE FROM models; DELETE FROM commits; DELETE FROM commit_files");
  for (const { modelId, createdAt, commits } of models) {
    if (createdAt !== undefined) {
      await database.run(`INSERT INTO models VALUES (${literal(modelId)}, ${time(createdAt)})`);
    }
    for (const { oid, committedAt, title, authors, isBot, files } of commits) {
      const names = authors ? `[${authors.map(literal).join(", ")}]::VARCHAR[]` : "NULL";
      await database.run(
        `INSERT INTO commits VALUES (${literal(modelId)}, ${literal(oid)}, ${time(committedAt)}, ${text(title)}, ${names}, ${isBot ?? "NULL"})`,
      );
      for (const { path, change, role } of files ?? []) {
        await database.run(
          `INSERT INTO commit_files VALUES (${[modelId, oid, path, change, role].map(text).join(", ")})`,
        );
      }
    }
  }
}

interface Model extends ModelHistory {
  /** Undefined: the model has no row in the models table. */
  readonly createdAt: Date | null | undefined;
}

async function bySql(database: Database, bots: "in" | "out"): Promise<Map<string, unknown>> {
  const rows = await database.rows(maintenanceFeaturesSql({ asOf, bots, files: true, models: true }));
  return new Map(rows.map((row) => [row.model_id as string, row]));
}

function sameNumbers(row: Record<string, number | null>, expected: MaintenanceFeatures): void {
  const pairs: [string, number | null][] = [
    ["commits", expected.commits],
    ["age_days", expected.ageDays],
    ["commits_per_month", expected.commitsPerMonth],
    ["median_interval_hours", expected.medianIntervalHours],
    ["interval_variation", expected.intervalVariation],
    ["days_since_last_commit", expected.daysSinceLastCommit],
    ["authors", expected.authors],
    ["human_share", expected.humanShare],
    ["active_months", expected.activeMonths],
    ["releases", expected.releases],
    ["release_response_days", expected.releaseResponseDays],
    ["undated", expected.leftOut.undated],
    ["before_2016", expected.leftOut.before2016],
    ["after_as_of", expected.leftOut.afterAsOf],
  ];
  for (const [name, value] of pairs) {
    if (value === null) expect(row[name], name).toBeNull();
    else expect(Math.abs(row[name]! - value), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
  }
}

describe("maintenanceFeaturesSql", () => {
  it("gives what maintenanceFeatures gives, for any histories, bots in and out", async () => {
    const database = await open();
    const model = (modelId: string, files: boolean) =>
      fc
        .record({
          createdAt: fc.option(
            fc
              .option(fc.integer({ min: 0, max: 4500 }), { nil: null })
              .map((days) => (days === null ? null : new Date(Date.UTC(2015, 9, 1) + days * 86_400_000))),
            { nil: undefined },
          ),
          commits: fc.array(commitRecord, { minLength: 1, maxLength: 14 }),
        })
        .map(({ createdAt, commits }): Model => {
          const unique = commits.map(
            (one, i): CommitRecord => ({
              ...one,
              modelId,
              oid: String(i),
              // A model of which one commit's files are known has those of all.
              files: files ? (one.files ?? []) : null,
            }),
          );
          if (files && !unique.some((one) => one.files!.length > 0)) {
            unique[0] = { ...unique[0]!, files: [{ path: "a", change: "added", role: "card" }] };
          }
          return { modelId, createdAt, commits: unique };
        });
    await fc.assert(
      fc.asyncProperty(model("a/b", true), model("c", false), async (one, two) => {
        await fill(database, [one, two]);
        for (const bots of ["in", "out"] as const) {
          const rows = await bySql(database, bots);
          for (const { modelId, createdAt, commits } of [one, two]) {
            const kept = bots === "in" ? commits : commits.filter(({ isBot }) => !isBot);
            if (kept.length === 0 && createdAt === undefined) {
              expect(rows.has(modelId)).toBe(false);
              continue;
            }
            const expected = maintenanceFeatures({ id: modelId, createdAt: createdAt ?? null }, kept, asOf);
            sameNumbers(rows.get(modelId) as Record<string, number | null>, expected);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("gives in parts what it gives at once", async () => {
    const database = await open();
    await database.run(
      "INSERT INTO models SELECT 'm' || i, TIMESTAMP '2022-01-01' FROM range(40) t(i); INSERT INTO commits SELECT 'm' || (i % 30), i::VARCHAR, TIMESTAMP '2023-01-01' + INTERVAL (i * 7919 % 30000000) SECOND, 'Upload model', ['a' || (i % 7)], false FROM range(300) t(i); INSERT INTO commit_files VALUES ('m1', '1', 'x.bin', 'added', 'weights')",
    );
    const options = { asOf, files: true, models: true };
    const whole = await database.rows(maintenanceFeaturesSql(options));
    const parts = [];
    for (const part of [{ below: "m15" }, { from: "m15", below: "m3" }, { from: "m3" }]) {
      parts.push(...(await database.rows(maintenanceFeaturesSql({ ...options, part }))));
    }
    expect(whole).toHaveLength(40);
    expect(parts).toEqual(whole);
  });

  it("has a row for a model without commits, and needs neither models nor files", async () => {
    const database = await open();
    await database.run("INSERT INTO models VALUES ('x/y', TIMESTAMP '2023-01-01')");
    await database.run("INSERT INTO commits VALUES ('z', '1', TIMESTAMP '2023-12-01', NULL, NULL, NULL)");
    const all = await database.rows(maintenanceFeaturesSql({ asOf, files: true, models: true }));
    expect(all.map(({ model_id, commits }) => [model_id, commits])).toEqual([
      ["x/y", 0],
      ["z", 1],
    ]);
    const alone = await database.rows(maintenanceFeaturesSql({ asOf, files: false, models: false }));
    expect(alone).toMatchObject([{ model_id: "z", commits: 1, authors: null, median_interval_hours: null }]);
    expect(() => maintenanceFeaturesSql({ asOf: new Date(Number.NaN), files: true, models: true })).toThrow(
      "asOf",
    );
  });
});
