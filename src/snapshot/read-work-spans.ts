import { earliestCommitMs, type WorkSpan } from "../classify/index.js";
import type { Snapshot } from "./open-snapshot.js";

export interface WorkSpanOptions {
  /** Whether commits of known bots count as work; default no. A first commit by a bot begins the life either way. */
  readonly bots?: boolean;
  /** Work ends before the first pause of so many days, whatever comes later; default: at the last commit. */
  readonly pauseDays?: number;
  /** A condition on columns of commits that work must meet besides, as SQL. */
  readonly where?: string;
}

/**
 * When work on each model with commits began and was last seen, by model id. Undated commits and those before 2016 or
 * after the as-of time are passed over; `lastMs` is null where no commit counts as work.
 */
export async function readWorkSpans(
  snapshot: Snapshot,
  { bots = false, pauseDays, where = "true" }: WorkSpanOptions = {},
): Promise<(WorkSpan & { readonly modelId: string })[]> {
  const end =
    pauseDays === undefined
      ? "max(ms)"
      : `coalesce(min(ms) FILTER (next - ms >= ${Math.round(pauseDays * 86_400_000)}), max(ms))`;
  return snapshot.rows(`
    WITH dated AS (
      SELECT model_id, epoch_ms(committed_at) AS ms, ${bots || "is_bot IS NOT TRUE"} AS work FROM commits
      WHERE (${where}) AND epoch_ms(committed_at) BETWEEN ${earliestCommitMs} AND ${snapshot.asOf.getTime()}
    ), begun AS (SELECT model_id, min(ms) AS first FROM dated GROUP BY model_id
    ), done AS (
      SELECT model_id, ${end} AS last
      FROM (SELECT *, lead(ms) OVER (PARTITION BY model_id ORDER BY ms) AS next FROM dated WHERE work)
      GROUP BY model_id
    )
    SELECT ids.model_id AS "modelId", first::DOUBLE AS "firstMs", last::DOUBLE AS "lastMs"
    FROM (SELECT DISTINCT model_id FROM commits) AS ids LEFT JOIN begun USING (model_id) LEFT JOIN done USING (model_id)
    ORDER BY ids.model_id`);
}
