import type { DerivationKind } from "../classify/index.js";
import type { Snapshot } from "../snapshot/index.js";

/** What was planted of one simulated model's descent. */
export interface PlantedDescent {
  /** The base that it was made from, declared or not. */
  readonly parent: string | null;
  readonly kind: DerivationKind | null;
  /** 0 for a model made from nothing. */
  readonly generation: number;
  /** Whether it was planted as one of the well-known bases. */
  readonly foundation: boolean;
  readonly licenceConflict: boolean | null;
  /** Whether it declares its base, and its base declares its own, and so on to one without. */
  readonly declaredToRoot: boolean;
}

const kinds: Readonly<Record<string, DerivationKind>> = {
  finetune: "fine-tuned",
  adapter: "adapter",
  quantized: "quantised",
  merge: "merged",
};

/** The planted descent of every model of a simulated snapshot, by id, deleted ones too. */
export async function plantedLineage(
  snapshot: Pick<Snapshot, "rows" | "path">,
): Promise<Map<string, PlantedDescent>> {
  const rows = await snapshot.rows<{
    id: string;
    parent: string | null;
    relation: string | null;
    declared: boolean | null;
    generation: number;
    foundation: boolean;
    conflict: boolean | null;
  }>(`SELECT model_id AS id, parent, relation, parent_declared AS declared, generation, licence_conflict AS conflict,
        foundation IS NOT NULL AS foundation
      FROM read_parquet('${snapshot.path.replaceAll("'", "''")}/truth-models.parquet')`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const declaredToRoot = (id: string): boolean => {
    const row = byId.get(id);
    if (!row) return false;
    return row.parent === null || (row.declared === true && declaredToRoot(row.parent));
  };
  return new Map(
    rows.map(({ id, parent, relation, generation, foundation, conflict }) => [
      id,
      {
        parent,
        kind: relation === null ? null : kinds[relation]!,
        generation,
        foundation,
        licenceConflict: conflict,
        declaredToRoot: declaredToRoot(id),
      },
    ]),
  );
}
