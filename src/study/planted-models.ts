import type { Snapshot } from "../snapshot/index.js";

/** What was planted in a model: a row of the simulation's truth-models.parquet. */
export interface PlantedModel {
  readonly model_id: string;
  readonly status: "high" | "low";
  readonly owner: string;
  readonly community: number;
  readonly is_organisation: boolean;
  /** Who wrote the card: "written", or a kind of tool. */
  readonly card_kind: string;
  /** Shares of the planted topics in the card. */
  readonly topic_mixture: readonly number[];
}

/**
 * What was planted in each model of a simulated snapshot, by its id, deleted models among them.
 * @throws where the snapshot has no such table: ask plantedTruth first
 */
export async function plantedModels(
  snapshot: Pick<Snapshot, "rows" | "path">,
): Promise<Map<string, PlantedModel>> {
  const rows = await snapshot.rows<PlantedModel>(
    `SELECT model_id, status, owner, community, is_organisation, card_kind, topic_mixture
     FROM read_parquet('${snapshot.path.replaceAll("'", "''")}/truth-models.parquet') ORDER BY model_id`,
  );
  return new Map(rows.map((row) => [row.model_id, row]));
}
