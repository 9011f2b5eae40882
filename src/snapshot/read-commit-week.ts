import type { Snapshot } from "./open-snapshot.js";
import { timelySql } from "./timely-sql.js";

/** Commits by no known bot, by UTC day of the week (Monday first) and hour: seven rows of 24. */
export async function readCommitWeek(snapshot: Snapshot): Promise<number[][]> {
  const cells = await snapshot.rows<{ day: number; hour: number; commits: number }>(
    `SELECT isodow(committed_at)::INTEGER AS day, hour(committed_at)::INTEGER AS hour, count(*)::INTEGER AS commits
     FROM commits WHERE ${timelySql(snapshot)} AND is_bot IS NOT TRUE GROUP BY ALL`,
  );
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { day, hour, commits } of cells) week[day - 1]![hour] = commits;
  return week;
}
