import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  readActivityByAge,
  readAuthorships,
  readCommitIntervals,
  readCommitWeek,
  readEarlyCommits,
  Snapshot,
  timelySql,
  writeSnapshot,
} from "../../src/snapshot/index.js";

const folder = mkdtempSync(join(tmpdir(), "hub-evolution-"));
let hub: Snapshot;

// A clock of 2010, one ahead of the as-of time, none at all; a bot; unknown authors; a model of one commit.
const commits = `SELECT model_id, 'o' || row_number() OVER () AS oid, made AS committed_at, 't' AS title, '' AS message,
    authors, CASE WHEN len(authors) > 0 THEN list_contains(['system', 'SFconvertbot'], authors[1]) END AS is_bot,
    position, 9 - position AS position_from_end
  FROM (VALUES
    ('ann/x', 1, TIMESTAMP '2023-01-02 10:00:00', ['system']), ('ann/x', 2, TIMESTAMP '2023-01-02 22:30:00', ['ann']),
    ('ann/x', 3, TIMESTAMP '2010-01-01 00:00:00', ['ann']), ('ann/x', 4, TIMESTAMP '2023-03-11 10:00:00', ['ann', 'bob']),
    ('ann/x', 5, TIMESTAMP '2033-01-01 00:00:00', []), ('ann/x', 6, NULL, ['SFconvertbot', 'bob']),
    ('org/y', 1, TIMESTAMP '2023-03-01 00:00:00', ['bob'])) AS t(model_id, position, made, authors)`;

beforeAll(async () => {
  const out = join(folder, "hub");
  await writeSnapshot(out, async (writer) => {
    await writer.table(
      "models",
      "SELECT * FROM (VALUES ('ann/x', 'ann', 'x'), ('org/y', 'org', 'y')) AS t(id, owner, name)",
    );
    await writer.table("commits", commits);
    return {
      title: "activity",
      description: "activity",
      sources: [{ title: "activity" }],
      hub: { kind: "real", asOf: "2023-04-01T00:00:00.000Z", tool: "test", complete: true },
    };
  });
  hub = await Snapshot.open(out);
});
afterAll(() => {
  hub.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("readings of activity", () => {
  it("count as timely what lies between 2016 and the as-of time", async () => {
    expect(await hub.value(`SELECT count(*) FROM commits WHERE ${timelySql(hub)}`)).toBe(4);
  });

  it("name the human authors of each model", async () => {
    expect(await readAuthorships(hub)).toEqual([
      { modelId: "ann/x", owner: "ann", author: "ann", commits: 3 },
      { modelId: "ann/x", owner: "ann", author: "bob", commits: 2 },
      { modelId: "org/y", owner: "org", author: "bob", commits: 1 },
    ]);
  });

  it("tell hours between commits, and what falls into the first day and month", async () => {
    expect(await readCommitIntervals(hub)).toEqual({
      modelIds: ["ann/x", "ann/x"],
      hours: [12.5, 67 * 24 + 11.5],
    });
    expect(await readEarlyCommits(hub)).toEqual({
      modelIds: ["ann/x", "org/y"],
      day: [2, 1],
      month: [2, 1],
      commits: [3, 1],
    });
  });

  it("follow a model only through the months that can be seen", async () => {
    expect(await readActivityByAge(hub, 5)).toEqual([
      { month: 0, models: 2, active: 2 },
      { month: 1, models: 1, active: 0 },
    ]);
  });

  it("lay human commits into the week, Monday first", async () => {
    const week = await readCommitWeek(hub);
    expect(
      week.flatMap((hours, day) => hours.flatMap((count, hour) => (count ? [[day, hour, count]] : []))),
    ).toEqual([
      [0, 22, 1],
      [2, 0, 1],
      [5, 10, 1],
    ]);
    expect(week.map(({ length }) => length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  });
});
