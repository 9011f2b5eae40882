import type { Snapshot } from "./open-snapshot.js";
import { timelySql } from "./timely-sql.js";

export interface ActivityAtAge {
  /** Whole months (of 30.4375 days) since a model's first commit. */
  readonly month: number;
  /** Models whose first commit is long enough before the as-of time for the whole month to be seen. */
  readonly models: number;
  /** Of these, models with a commit in the month. */
  readonly active: number;
}

/** How many models have a commit in each month of their life, for the first `months` months; commits with a possible time only. */
export async function readActivityByAge(snapshot: Snapshot, months: number): Promise<ActivityAtAge[]> {
  const age = (time: string) => `floor(epoch(${time} - first) / (30.4375 * 86400))`;
  const asOf = `TIMESTAMP '${snapshot.asOf.toISOString().slice(0, 19).replace("T", " ")}'`;
  return snapshot.rows<ActivityAtAge>(
    `WITH timely AS (
       SELECT model_id, committed_at, min(committed_at) OVER (PARTITION BY model_id) AS first
       FROM commits WHERE ${timelySql(snapshot)}),
     own AS (SELECT DISTINCT model_id, ${age("committed_at")} AS age, ${age(asOf)} AS watched FROM timely)
     SELECT month::INTEGER AS month, count(DISTINCT model_id)::INTEGER AS models,
            count(DISTINCT CASE WHEN age = month THEN model_id END)::INTEGER AS active
     FROM (SELECT unnest(range(0, ${Math.floor(months)})) AS month) JOIN own ON watched > month
     GROUP BY month ORDER BY month`,
  );
}
