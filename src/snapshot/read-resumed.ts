import { type Share, share } from "../stats/index.js";
import type { Snapshot } from "./open-snapshot.js";

const dayMs = 86_400_000;

/**
 * Of the models that had been silent for `silentDays` a year before the as-of time (no commit but by known bots), the share
 * worked on again within that year: how often an end is none. Null where no model was silent.
 */
export async function readResumed(
  hub: Pick<Snapshot, "rows" | "asOf">,
  { silentDays }: { readonly silentDays: number },
): Promise<Share | null> {
  const asOf = hub.asOf.getTime();
  const yearBefore = asOf - 365 * dayMs;
  const [found] = await hub.rows<{ models: number; again: number }>(
    `WITH work AS (SELECT model_id, epoch_ms(committed_at) AS ms FROM commits
       WHERE is_bot IS NOT TRUE AND committed_at <= TIMESTAMP '${hub.asOf.toISOString().slice(0, 19)}'),
     silent AS (SELECT model_id FROM work GROUP BY model_id
       HAVING max(ms) FILTER (ms <= ${yearBefore}) <= ${yearBefore - silentDays * dayMs})
     SELECT count(*) AS models, count_if(model_id IN (SELECT model_id FROM work WHERE ms > ${yearBefore})) AS again FROM silent`,
  );
  return share(found!.again, found!.models);
}
