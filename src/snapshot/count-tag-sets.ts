import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

export interface TagSets {
  /** Models by the exact set of names they carry, most first; the empty set is among them. */
  readonly combinations: readonly { readonly sets: readonly string[]; readonly models: number }[];
  /** Models that carry a name, alone or with others, most first; ties by name. */
  readonly ranked: readonly { readonly name: string; readonly size: number }[];
  /** Models counted: those that know their tags and meet the condition. */
  readonly n: number;
  /** Models that carry at least one, and more than one of the names. */
  readonly any: number;
  readonly several: number;
}

/**
 * Counts models by which of some names their tags carry. `names` maps a tag to the name it counts as, so that two spellings
 * are one; a model that has both counts once.
 */
export async function countTagSets(
  hub: Snapshot,
  names: Readonly<Record<string, string>>,
  where = "true",
): Promise<TagSets> {
  const quoted = Object.keys(names).map(literal).join(", ");
  const renamed = Object.entries(names)
    .map(([tag, name]) => `WHEN ${literal(tag)} THEN ${literal(name)}`)
    .join(" ");
  const combinations = await hub.rows<{ sets: string[]; models: number }>(
    `SELECT list_sort(list_distinct(list_transform(list_filter(tags, lambda t: t IN (${quoted})),
       lambda t: CASE t ${renamed} END))) AS sets, count(*) AS models
     FROM models WHERE tags IS NOT NULL AND (${where}) GROUP BY sets ORDER BY models DESC, sets`,
  );
  const sizes = new Map<string, number>();
  for (const { sets, models } of combinations) {
    for (const name of sets) sizes.set(name, (sizes.get(name) ?? 0) + models);
  }
  const modelsWith = (least: number) =>
    combinations.reduce((sum, { sets, models }) => (sets.length >= least ? sum + models : sum), 0);
  return {
    combinations,
    ranked: [...sizes]
      .map(([name, size]) => ({ name, size }))
      .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1)),
    n: modelsWith(0),
    any: modelsWith(1),
    several: modelsWith(2),
  };
}
