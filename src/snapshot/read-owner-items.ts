import type { Snapshot } from "./open-snapshot.js";

/** Owners and what they have in common, one place a pair of them: what projectNetwork takes. */
export interface OwnerItems {
  readonly holders: readonly string[];
  readonly items: readonly string[];
}

/**
 * What ties owners: "declared" are the base models and datasets that their models name ("base gpt2", "data squad"); "rare
 * tags" are tags without a prefix, so free ones and libraries, that 2 to 50 owners use. Each pair once, in order.
 */
export async function readOwnerItems(hub: Snapshot, of: "declared" | "rare tags"): Promise<OwnerItems> {
  const { owner, item } = await hub.columns(sql[of]);
  return { holders: owner as string[], items: item as string[] };
}

const sql = {
  declared: `SELECT DISTINCT owner, 'base ' || unnest(base_models) AS item FROM models WHERE owner IS NOT NULL
    UNION SELECT DISTINCT owner, 'data ' || unnest(datasets) FROM models WHERE owner IS NOT NULL ORDER BY owner, item`,
  "rare tags": `WITH used AS (SELECT DISTINCT owner, unnest(tags) AS item FROM models WHERE owner IS NOT NULL),
      rare AS (SELECT item FROM used GROUP BY item HAVING count(*) BETWEEN 2 AND 50)
    SELECT owner, item FROM used JOIN rare USING (item) WHERE item NOT LIKE '%:%' ORDER BY owner, item`,
} as const;
