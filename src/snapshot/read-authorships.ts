import { isBotSql } from "./import/stage-commits.js";
import type { Snapshot } from "./open-snapshot.js";

/** Who made commits to a model, known bots aside. */
export interface Authorship {
  readonly modelId: string;
  /** The name itself where the model has no owner. */
  readonly owner: string;
  readonly author: string;
  readonly commits: number;
}

/** One row a model and human author of its commits, by both; commits whose authors are unknown tell of nobody. */
export async function readAuthorships(snapshot: Snapshot): Promise<Authorship[]> {
  return snapshot.rows<Authorship>(
    `SELECT model_id AS "modelId", coalesce(any_value(models.owner), model_id) AS "owner", author, count(*)::INTEGER AS commits
     FROM (SELECT model_id, unnest(authors) AS author FROM commits)
     LEFT JOIN models ON models.id = model_id
     WHERE NOT ${isBotSql("[author]")}
     GROUP BY model_id, author ORDER BY model_id, author`,
  );
}
