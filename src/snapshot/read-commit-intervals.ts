import type { Snapshot } from "./open-snapshot.js";
import { timelySql } from "./timely-sql.js";

/** Times between commits that follow each other in a model, in columns. */
export interface CommitIntervals {
  readonly modelIds: readonly string[];
  readonly hours: readonly number[];
}

/** Hours between each commit with a possible time and the one before it in time, by model and time. Never below 0. */
export async function readCommitIntervals(snapshot: Snapshot): Promise<CommitIntervals> {
  const { model_id, hours } = await snapshot.columns(
    `SELECT model_id, hours FROM (
       SELECT model_id, position, committed_at,
              epoch(committed_at - lag(committed_at) OVER (PARTITION BY model_id ORDER BY committed_at, position)) / 3600 AS hours
       FROM commits WHERE ${timelySql(snapshot)})
     WHERE hours IS NOT NULL ORDER BY model_id, committed_at, position`,
  );
  return { modelIds: model_id as string[], hours: hours as number[] };
}
