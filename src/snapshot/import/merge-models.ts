import type { Database } from "../duckdb.js";
import { tables } from "../schema.js";
import type { ModelGroup } from "./model-groups.js";

/** What merging found. */
export interface MergeFacts {
  readonly models: number;
  readonly disagreements: Record<string, number>;
  readonly floorsRepaired: number;
}

export const mergeRule =
  "the list's value is kept, then the full answers', then other files'; gaps are filled in that order";

const compared = [
  "created_at",
  "last_modified_at",
  "likes",
  "downloads_30d",
  "library",
  "pipeline_tag",
  "licence",
  "sha",
];

/**
 * Merges staged groups, best witness first, into one table `merged` with one row a model. A value that an earlier
 * group has stays; what it lacks is filled. A creation time at the Hub's floor gives way to an earlier one.
 */
export async function mergeModels(database: Database, groups: readonly ModelGroup[]): Promise<MergeFacts> {
  const disagreements: Record<string, number> = {};
  let models = 0;
  let floorsRepaired = 0;
  const [{ table: first }, ...others] = groups as [ModelGroup, ...ModelGroup[]];
  await database.run(`ALTER TABLE ${first} RENAME TO merged`);
  for (const { table } of others) {
    const has = await columnsOf(database, "merged");
    const adds = await columnsOf(database, table);
    for (const { name, type } of tables.models.columns) {
      if (adds.has(name) && !has.has(name))
        await database.run(`ALTER TABLE merged ADD COLUMN ${name} ${type}`);
    }
    if (adds.has("created_at")) {
      const [facts] = await database.rows<Record<string, number>>(
        `SELECT count(*) AS models, count_if(${floorGivesWay}) AS repaired,
                ${compared.map((name) => `count_if(a.${name} <> b.${name}) AS ${name}`).join(", ")}
         FROM merged AS a JOIN ${table} AS b ON a.id = b.id`,
      );
      models += facts!.models!;
      floorsRepaired += facts!.repaired!;
      for (const name of compared) {
        if (facts![name]) disagreements[name] = (disagreements[name] ?? 0) + facts![name]!;
      }
    }
    // Only the models that both know are rebuilt: the list is long, what joins it mostly short.
    const columns = tables.models.columns
      .map(({ name }) => name)
      .filter((name) => has.has(name) || adds.has(name));
    const both = columns.map((name) => `${mergedColumn(name, adds)} AS ${name}`).join(", ");
    const shared = [...adds].filter((name) => columns.includes(name)).join(", ");
    await database.run(
      `CREATE TABLE both_know AS SELECT ${both} FROM merged AS a JOIN ${table} AS b ON a.id = b.id;
       INSERT INTO merged BY NAME SELECT ${shared} FROM ${table} WHERE id NOT IN (SELECT id FROM both_know);
       DELETE FROM merged WHERE id IN (SELECT id FROM both_know);
       INSERT INTO merged BY NAME SELECT * FROM both_know;
       DROP TABLE both_know; DROP TABLE ${table}`,
    );
  }
  return { models, disagreements, floorsRepaired };
}

const floorGivesWay = "coalesce(a.created_at_is_floor AND b.created_at < a.created_at, false)";

function mergedColumn(name: string, adds: ReadonlySet<string>): string {
  if (!adds.has(name)) return `a.${name}`;
  if (name === "created_at" || name === "created_at_is_floor") {
    return `CASE WHEN a.created_at IS NULL OR ${floorGivesWay} THEN b.${name} ELSE a.${name} END`;
  }
  return `coalesce(a.${name}, b.${name})`;
}

/** Names of a staged table's columns. */
export async function columnsOf(database: Database, table: string): Promise<Set<string>> {
  const rows = await database.rows<{ column_name: string }>(`DESCRIBE ${table}`);
  return new Set(rows.map(({ column_name }) => column_name));
}
