import type { Snapshot } from "./open-snapshot.js";

/**
 * The tasks, libraries and languages that each owner's models name, by owner: "task: text-generation", "library: keras",
 * "language: en", each once. An owner whose models name nothing has none.
 */
export async function readOwnerTraits(hub: Pick<Snapshot, "rows">): Promise<Map<string, readonly string[]>> {
  const rows = await hub.rows<{ owner: string; traits: string[] | null }>(
    `SELECT owner, list_distinct(flatten([
       list('task: ' || pipeline_tag) FILTER (pipeline_tag IS NOT NULL),
       list('library: ' || library) FILTER (library IS NOT NULL),
       flatten(list(list_transform(coalesce(languages, []), lambda l: 'language: ' || l)))])) AS traits
     FROM models WHERE owner IS NOT NULL GROUP BY owner`,
  );
  return new Map(rows.map(({ owner, traits }) => [owner, traits ?? []]));
}
