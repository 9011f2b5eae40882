import type { Snapshot } from "../snapshot/index.js";
import { logisticRegression } from "../stats/index.js";

/** A log odds with its interval. */
interface LogOdds {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/**
 * What a simulated snapshot shows of its planted cards: the log odds that a model has one, by year of creation (`drift`) and
 * for a model planted to be well kept (`care`). Models whose card length is unknown are left out.
 * @throws where the snapshot has no planted models: ask plantedTruth first
 */
export async function plantedCardDrift(
  hub: Pick<Snapshot, "rows" | "path">,
): Promise<{ drift: LogOdds; care: LogOdds }> {
  const rows = await hub.rows<{ card: number; years: number; high: number }>(
    `SELECT (card_length_chars > 0)::INT AS card, epoch(t.created_at) / 31557600 AS years, (status = 'high')::INT AS high
     FROM models JOIN read_parquet('${hub.path.replaceAll("'", "''")}/truth-models.parquet') t ON model_id = id
     WHERE card_length_chars IS NOT NULL`,
  );
  const { coefficients } = logisticRegression(
    rows.map(({ card }) => card),
    { years: rows.map(({ years }) => years - 52), high: rows.map(({ high }) => high) },
  );
  const [drift, care] = [coefficients[1]!, coefficients[2]!].map(({ estimate, low, high }) => ({
    value: estimate,
    low,
    high,
    n: rows.length,
  }));
  return { drift: drift!, care: care! };
}
