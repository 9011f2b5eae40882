import { type Share, share } from "../stats/share.js";
import type { Snapshot } from "./open-snapshot.js";
import { type TableName, tables } from "./schema.js";

/**
 * For each column of a table, the share of rows in which it is known, that is not null, best known first and ties in the
 * table's order. An empty list is known. Empty where the table has no rows.
 */
export async function knownValues(hub: Snapshot, table: TableName): Promise<(Share & { column: string })[]> {
  const columns = tables[table].columns.map(({ name }) => name);
  const counts = columns.map((name) => `count(${name}) AS ${name}`).join(", ");
  const [known] = await hub.rows<Record<string, number>>(
    `SELECT count(*) AS n_rows, ${counts} FROM ${table}`,
  );
  return columns
    .flatMap((column) => {
      const of = share(known![column]!, known!.n_rows!);
      return of ? [{ column, ...of }] : [];
    })
    .sort((a, b) => b.value - a.value);
}
