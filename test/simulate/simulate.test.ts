import { beforeAll, describe, expect, it } from "vitest";
import { Snapshot, tableNames, tables, verifySnapshot } from "../../src/snapshot/index.js";
import { simulatedSnapshot } from "../support/simulated.js";

describe("a simulated snapshot", () => {
  let path: string;
  let hub: Snapshot;
  beforeAll(async () => {
    path = await simulatedSnapshot();
    hub = await Snapshot.open(path);
    return () => hub.close();
  });
  const none = async (sql: string) => expect(await hub.rows(sql)).toEqual([]);

  it("is a snapshot that verifies, says that it is simulated and holds every table", async () => {
    expect(await verifySnapshot(path)).toMatchObject({ ok: true, differences: [] });
    expect(hub.simulated).toBe(true);
    // Commits are simulated whole, so no counts stand in for them.
    expect(tableNames.filter((name) => !hub.has(name))).toEqual(["file_changes"]);
    expect(await hub.value("SELECT count(*) FROM models")).toBe(2000);
  });

  it.each(tableNames.filter((name) => name !== "file_changes"))("has the schema of %s", async (name) => {
    const found = await hub.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${name}`);
    expect(found.map(({ column_name, column_type }) => `${column_name} ${column_type}`)).toEqual(
      tables[name].columns.map(({ name, type }) => `${name} ${type}`),
    );
  });

  it("refers only to rows that exist", async () => {
    for (const table of ["commits", "commit_files", "cards"]) {
      await none(`SELECT model_id FROM ${table} WHERE model_id NOT IN (SELECT id FROM models)`);
    }
    await none("SELECT oid FROM commit_files ANTI JOIN commits USING (model_id, oid)");
    await none(
      "SELECT b FROM (SELECT unnest(base_models) AS b FROM models) WHERE b NOT IN (SELECT id FROM models)",
    );
  });

  it("counts commits from 1 without gaps, in the order of time, and the head is the last", async () => {
    await none(`SELECT model_id FROM commits GROUP BY model_id
      HAVING min(position) <> 1 OR max(position) <> count(*) OR count(DISTINCT position) <> count(*)`);
    await none(
      `SELECT * FROM commits QUALIFY position + position_from_end - 1 <> count(*) OVER (PARTITION BY model_id)`,
    );
    await none(`SELECT * FROM commits
      QUALIFY committed_at < lag(committed_at) OVER (PARTITION BY model_id ORDER BY position)`);
    await none(`SELECT id FROM models JOIN commits ON model_id = id AND position_from_end = 1
      WHERE sha <> oid OR last_modified_at <> committed_at`);
    await none("SELECT oid FROM commits GROUP BY oid HAVING count(*) > 1");
  });

  it("has nothing at or after the as-of time, and nothing before the model", async () => {
    const asOf = `TIMESTAMP '${hub.asOf.toISOString().replace("Z", "")}'`;
    await none(`SELECT id FROM models WHERE created_at >= ${asOf} OR last_modified_at >= ${asOf}`);
    await none(`SELECT oid FROM commits WHERE committed_at >= ${asOf}`);
    await none(`SELECT model_id FROM failures WHERE "at" >= ${asOf}`);
    await none(`SELECT id FROM models JOIN commits ON model_id = id
      WHERE position = 1 AND NOT created_at_is_floor AND committed_at <> created_at`);
  });

  it("gives early models the Hub's floor as their creation time", async () => {
    const floors = await hub.rows<{ at: Date; flag: boolean }>(
      `SELECT DISTINCT created_at AS "at", created_at_is_floor AS flag FROM models
       WHERE created_at < TIMESTAMP '2022-03-02 23:29:06' ORDER BY 1`,
    );
    expect(floors).toEqual([
      { at: new Date("2022-03-02T23:29:04Z"), flag: true },
      { at: new Date("2022-03-02T23:29:05Z"), flag: true },
    ]);
  });

  it("keeps a tree: a file is added once before it is modified or deleted, and the head holds what is left", async () => {
    await none(`WITH steps AS (
        SELECT f.model_id, path, change, position,
          lag(change) OVER (PARTITION BY f.model_id, path ORDER BY position) AS before
        FROM commit_files f JOIN commits USING (model_id, oid))
      SELECT * FROM steps WHERE (change = 'added') <> (before IS NULL OR before = 'deleted')`);
    await none(`WITH last AS (
        SELECT f.model_id, path, arg_max(change, position) AS change
        FROM commit_files f JOIN commits USING (model_id, oid) GROUP BY ALL),
      heads AS (SELECT model_id, list(path ORDER BY path) AS paths FROM last WHERE change <> 'deleted' GROUP BY 1)
      SELECT id FROM models JOIN heads ON model_id = id
      WHERE file_paths IS NOT NULL AND (list_sort(file_paths) <> paths OR file_count <> len(paths))`);
  });

  it("keeps columns that say the same thing in step", async () => {
    await none("SELECT id FROM models WHERE owner IS NOT NULL AND id <> owner || '/' || name");
    await none(
      "SELECT id FROM models WHERE licence IS NOT NULL AND NOT list_contains(tags, 'license:' || licence)",
    );
    await none("SELECT id FROM models WHERE pipeline_tag IS NULL AND domain IS NOT NULL");
    await none("SELECT id FROM models JOIN cards ON model_id = id WHERE card_length_chars <> length_chars");
    await none(
      "SELECT id FROM models WHERE card_length_chars > 0 AND id NOT IN (SELECT model_id FROM cards)",
    );
    await none("SELECT id FROM models WHERE '' IN (id, owner, name, library, pipeline_tag, licence)");
    await none(`SELECT model_id FROM failures WHERE reason IN ('deleted', 'private', 'renamed')
      AND model_id IN (SELECT id FROM models)`);
    await none(
      `SELECT model_id FROM failures WHERE wanted = 'commits' AND model_id IN (SELECT model_id FROM commits)`,
    );
  });
});
