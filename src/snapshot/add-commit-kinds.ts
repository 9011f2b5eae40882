import { classifyCommits } from "../classify/index.js";
import type { Snapshot } from "./open-snapshot.js";

/** The first positions of the bands that the classifier tells apart: first commit, second or third, to the tenth, later. */
const bandStarts = [1, 2, 4, 11] as const;
const bandOf = (position: string) =>
  `CASE ${bandStarts
    .map((start, i) => `WHEN ${position} < ${bandStarts[i + 1] ?? "NULL"} THEN '${start}'`)
    .slice(0, -1)
    .join(" ")} ELSE '${bandStarts.at(-1)}' END`;

/**
 * Classifies every commit from its title, message and position, and adds the view classified_commits to the snapshot's
 * session: the commits with `kinds` (VARCHAR[], main kind first) and `activity`; both null where there is no title.
 *
 * Equal texts in one band of positions have equal kinds, so each is classified once and joined back: memory is bounded
 * for any number of commits, and time is that of the distinct texts.
 */
export async function addCommitKinds(snapshot: Snapshot): Promise<void> {
  const texts = snapshot.batches(
    `SELECT title, coalesce(message, '') AS message, ${bandOf("position")} AS band FROM commits
     WHERE title IS NOT NULL GROUP BY ALL`,
  );
  await snapshot.createTable(
    "text_kinds",
    ["title", "message", "band", "kinds", "activity"],
    classified(texts),
  );
  await snapshot.run(
    `CREATE OR REPLACE VIEW classified_commits AS
     SELECT c.*, string_split(k.kinds, ',') AS kinds, k.activity
     FROM commits c LEFT JOIN text_kinds k
       ON k.title = c.title AND k.message = coalesce(c.message, '') AND k.band = ${bandOf("c.position")}`,
  );
}

async function* classified(
  batches: ReturnType<Snapshot["batches"]>,
): AsyncGenerator<readonly (string | null)[][]> {
  for await (const batch of batches) {
    const [titles, messages, bands] = [batch.title, batch.message, batch.band] as string[][];
    const found = classifyCommits(
      titles!.map((title, i) => ({ title, message: messages![i]!, position: Number(bands![i]) })),
      { explain: false },
    );
    yield found.map(({ kinds, activity }, i) => [
      titles![i]!,
      messages![i]!,
      bands![i]!,
      kinds.join(","),
      activity,
    ]);
  }
}
