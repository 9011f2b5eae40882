import { type DerivationKind, derivationKind, derivationTags } from "../classify/index.js";
import { modelSize } from "../text/index.js";
import { literal } from "./duckdb.js";
import type { Snapshot } from "./open-snapshot.js";

/** What names, libraries and tags say of every model of a snapshot, declared bases or not: one entry a model, by id. */
export interface NamedModels {
  readonly owners: readonly (string | null)[];
  /** Month of creation as "2024-05"; "floor" where only the Hub's creation-time floor is known; null where nothing is. */
  readonly months: readonly (string | null)[];
  /** Null where nothing says that the model came from another. */
  readonly kinds: readonly (DerivationKind | null)[];
  /** Parameters that the name states; null where it states none. */
  readonly parameters: readonly (number | null)[];
  /** Whether name or tags say that it is a mixture of experts. */
  readonly mixture: readonly boolean[];
  /** Whether it declares a base of its own owner. */
  readonly onOwnBase: readonly boolean[];
}

const mixtureName = /(^|[-_.])(moe|mixtral)([-_.]|$)/i;

/** Reads the names of all models, and of their tags those that tell kinds of derivation. */
export async function readNamedModels(snapshot: Snapshot): Promise<NamedModels> {
  const marks = [...derivationTags, "moe"].map(literal).join(", ");
  const columns = await snapshot.columns(`
    SELECT name, owner, library,
      CASE WHEN created_at_is_floor THEN 'floor' ELSE strftime(created_at, '%Y-%m') END AS month,
      list_filter(coalesce(tags, []), lambda tag: lower(tag) IN (${marks}) OR starts_with(tag, 'base_model:')) AS tags,
      len(list_filter(coalesce(base_models, []), lambda base: split_part(base, '/', 1) = owner)) > 0 AS own
    FROM models ORDER BY id`);
  const names = columns.name as string[];
  const tags = columns.tags as string[][];
  const libraries = columns.library as (string | null)[];
  const sizes = names.map(modelSize);
  return {
    owners: columns.owner as (string | null)[],
    months: columns.month as (string | null)[],
    kinds: names.map(
      (name, i) => derivationKind(name, { library: libraries[i]!, tags: tags[i]! })?.kind ?? null,
    ),
    parameters: sizes.map((size) => size?.parameters ?? null),
    mixture: names.map(
      (name, i) => (sizes[i]?.experts ?? 0) > 1 || tags[i]!.includes("moe") || mixtureName.test(name),
    ),
    onOwnBase: (columns.own as (boolean | null)[]).map((own) => own === true),
  };
}
