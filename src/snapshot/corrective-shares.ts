import { classifyCommits } from "../classify/index.js";
import type { Snapshot } from "./open-snapshot.js";

/** Commits classified at a time; bounds the memory. */
const batch = 500_000;

/**
 * The share of corrective commits by model, among its commits with a title that are dated from 2016 to asOf: classified
 * from title, message and position. A model without such commits is absent.
 */
export async function correctiveShares(
  snapshot: Snapshot,
  { asOf = snapshot.asOf, bots = "in" }: { readonly asOf?: Date; readonly bots?: "in" | "out" } = {},
): Promise<Map<string, number>> {
  const usable = `title IS NOT NULL AND committed_at >= TIMESTAMP '2016-01-01'
    AND committed_at <= TIMESTAMP '${asOf.toISOString().replace("T", " ").replace("Z", "")}'${
      bots === "out" ? " AND is_bot IS NOT TRUE" : ""
    }`;
  const parts = Math.max(
    1,
    Math.ceil((await snapshot.value(`SELECT count(*) FROM commits WHERE ${usable}`)) / batch),
  );
  const counts = new Map<string, { corrective: number; n: number }>();
  for (let part = 0; part < parts; part++) {
    const rows = await snapshot.rows<{
      model_id: string;
      position: number;
      title: string;
      message: string | null;
    }>(
      `SELECT model_id, position, title, message FROM commits WHERE ${usable} AND hash(model_id) % ${parts} = ${part}`,
    );
    classifyCommits(rows, { explain: false }).forEach(({ kinds }, i) => {
      const id = rows[i]!.model_id;
      const count = counts.get(id) ?? { corrective: 0, n: 0 };
      counts.set(id, count);
      count.n++;
      if (kinds.includes("corrective")) count.corrective++;
    });
  }
  return new Map([...counts].map(([id, { corrective, n }]) => [id, corrective / n]));
}
