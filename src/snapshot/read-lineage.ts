import { type BaseMatch, baseResolver, ownersOfMovedNames } from "../classify/index.js";
import { buildLineage, type Lineage } from "../network/index.js";
import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/** What the census knows of a model of the lineage; a base that is not in the census has nulls beside its id. */
export interface LineageModel {
  readonly id: string;
  readonly present: boolean;
  readonly owner: string | null;
  readonly name: string;
  /** Null where unknown, and where only the Hub's creation-time floor is known. */
  readonly createdAt: Date | null;
  readonly library: string | null;
  readonly domain: string | null;
  readonly licence: string | null;
  readonly languages: readonly string[];
  readonly datasets: readonly string[];
  /** Without the tags that state base models. */
  readonly tags: readonly string[];
}

export interface ReadLineage {
  readonly lineage: Lineage;
  /** One a node of the lineage. */
  readonly models: readonly LineageModel[];
  /** Pairs of a model and a base as declared, by how the base was found. */
  readonly matches: Readonly<Record<BaseMatch, number>>;
  readonly selfLoops: number;
  readonly repeated: number;
}

/**
 * The lineage that the models of a snapshot declare, with bases found by id, by case and under the names to which the Hub
 * moved them (baseResolver). Only models with a base, and bases, are read into memory.
 */
export async function readLineage(snapshot: Snapshot): Promise<ReadLineage> {
  const declared = await snapshot.columns(
    "SELECT id, unnest(base_models) AS base FROM models WHERE len(base_models) > 0 ORDER BY id",
  );
  const children = declared.id as string[];
  const bases = declared.base as string[];
  const owners = ownersOfMovedNames.map(literal).join(", ");
  const rows = await snapshot.rows<LineageModel>(`
    WITH bases AS (SELECT DISTINCT unnest(base_models) AS base FROM models)
    SELECT id, true AS present, owner, name, library, domain, licence,
      CASE WHEN created_at_is_floor THEN NULL ELSE created_at END AS "createdAt",
      coalesce(languages, []) AS languages, coalesce(datasets, []) AS datasets,
      list_filter(coalesce(tags, []), lambda tag: NOT starts_with(tag, 'base_model:')) AS tags
    FROM models
    WHERE len(base_models) > 0 OR lower(id) IN (SELECT lower(base) FROM bases)
      OR (owner IN (${owners}) AND name IN (SELECT base FROM bases))
    ORDER BY id`);
  const known = new Map(rows.map((row) => [row.id, row]));
  const resolve = baseResolver(known.keys());
  const matches: Record<BaseMatch, number> = { exact: 0, case: 0, moved: 0, absent: 0 };
  const found = bases.map((base) => {
    const { id, match } = resolve(base);
    matches[match]++;
    return id;
  });
  const { selfLoops, repeated, ...lineage } = buildLineage(children, found);
  return {
    lineage,
    models: lineage.nodes.map((id) => known.get(id) ?? absentModel(id)),
    matches,
    selfLoops,
    repeated,
  };
}

function absentModel(id: string): LineageModel {
  const [, owner = null, name = id] = /^([^/]+)\/(.+)$/.exec(id) ?? [];
  const unknown = { createdAt: null, library: null, domain: null, licence: null };
  return { id, present: false, owner, name, ...unknown, languages: [], datasets: [], tags: [] };
}
