/** The metadata that a model's card can declare, as columns of a snapshot's models table. */
export const declaredFields = [
  "pipeline_tag",
  "library",
  "licence",
  "languages",
  "datasets",
  "base_models",
] as const;

export type DeclaredField = (typeof declaredFields)[number];

/**
 * The share of the fields that a model declares, 0 to 1: a text counts when it is not empty, a list when it holds one
 * such text. Null, undefined and missing fields count as not declared. Unweighted over `fields`, whose choice is the
 * score: state it with the number.
 * @throws RangeError without fields
 */
export function metadataCompleteness(
  model: Readonly<Record<string, unknown>>,
  fields: readonly string[] = declaredFields,
): number {
  if (!fields.length) throw new RangeError("metadataCompleteness: name at least one field");
  return fields.filter((field) => isDeclared(model[field])).length / fields.length;
}

function isDeclared(value: unknown): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.some(isDeclared);
  return value !== null && value !== undefined;
}
