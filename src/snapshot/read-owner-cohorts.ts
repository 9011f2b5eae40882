import type { CohortCount } from "../stats/index.js";
import type { Snapshot } from "./open-snapshot.js";

/**
 * Owners by the quarter of their first model and by the quarters since in which they made another: what `retention` takes.
 * Complete quarters from April 2022 on; owners with a model at the creation-time floor are left out, as it is not known
 * when they came.
 */
export async function readOwnerCohorts(hub: Snapshot): Promise<CohortCount[]> {
  return hub.rows<CohortCount>(
    `WITH own AS (SELECT owner, created_at, bool_or(created_at_is_floor) OVER one AS old, min(created_at) OVER one AS first
       FROM models WHERE owner IS NOT NULL AND created_at IS NOT NULL WINDOW one AS (PARTITION BY owner))
     SELECT date_trunc('quarter', first)::TIMESTAMP AS cohort, date_diff('quarter', first, created_at)::INT AS age,
       count(DISTINCT owner) AS members
     FROM own WHERE NOT old AND first >= TIMESTAMP '2022-04-01' AND created_at < date_trunc('quarter', TIMESTAMP '${hub.asOf.toISOString().slice(0, 19)}')
     GROUP BY cohort, age`,
  );
}
