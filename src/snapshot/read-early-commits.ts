import type { Snapshot } from "./open-snapshot.js";
import { timelySql } from "./timely-sql.js";

/** Commits of each model within a time of its first, in columns by model. */
export interface EarlyCommits {
  readonly modelIds: readonly string[];
  readonly day: readonly number[];
  readonly month: readonly number[];
  readonly commits: readonly number[];
}

/** How many of a model's commits fall within a day, and within 30 days, of its first; commits with a possible time only. */
export async function readEarlyCommits(snapshot: Snapshot): Promise<EarlyCommits> {
  const within = (span: string) => `count_if(committed_at <= first + INTERVAL ${span})::INTEGER`;
  const { model_id, day, month, commits } = await snapshot.columns(
    `SELECT model_id, ${within("1 DAY")} AS day, ${within("30 DAY")} AS month, count(*)::INTEGER AS commits
     FROM (SELECT *, min(committed_at) OVER (PARTITION BY model_id) AS first FROM commits WHERE ${timelySql(snapshot)})
     GROUP BY model_id ORDER BY model_id`,
  );
  return {
    modelIds: model_id as string[],
    day: day as number[],
    month: month as number[],
    commits: commits as number[],
  };
}
