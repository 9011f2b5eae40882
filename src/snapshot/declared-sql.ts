import type { DeclaredField } from "../text/index.js";
import { tables } from "./schema.js";

/** An SQL condition: the model declares the field, a value or a list of one or more. Never null. */
export function declaredSql(field: DeclaredField): string {
  const list = tables.models.columns.some(({ name, type }) => name === field && type.endsWith("[]"));
  return list ? `coalesce(len(${field}), 0) > 0` : `${field} IS NOT NULL`;
}
