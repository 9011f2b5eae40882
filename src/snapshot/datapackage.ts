import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Column, type TableName, type TableSchema, tables } from "./schema.js";
import { SnapshotError } from "./snapshot-error.js";

/** Where a snapshot's rows were taken from (Data Package v2, "sources"). */
export interface Source {
  readonly title: string;
  readonly path?: string;
  readonly version?: string;
  readonly licence?: string;
}

/** What the snapshot says of the Hub it shows. */
export interface HubFacts {
  readonly kind: "real" | "simulated";
  /** ISO time for which the rows hold. */
  readonly asOf: string;
  readonly seed?: number;
  /** "hub-evolution x.y.z", the program that wrote it. */
  readonly tool: string;
  /** False where something asked for is not in it (a crawl cut short, a list with gaps). */
  readonly complete: boolean;
}

export interface Resource {
  readonly name: string;
  readonly path: string;
  readonly format: string;
  readonly mediatype: string;
  /** "sha256:" and the hexadecimal digest. */
  readonly hash: string;
  readonly bytes: number;
  /** Tables only. */
  readonly rowCount?: number;
  readonly description?: string;
  readonly schema?: Record<string, unknown>;
}

/** datapackage.json of a snapshot. */
export interface SnapshotManifest {
  readonly $schema: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly created: string;
  readonly sources: readonly Source[];
  readonly hub: HubFacts;
  /** Tables that the source could not fill: absent, which is not the same as empty. */
  readonly absentTables: readonly TableName[];
  /** Free facts of how it was made: counts, choices, exclusions. */
  readonly provenance?: Readonly<Record<string, unknown>>;
  readonly resources: readonly Resource[];
}

export const manifestFile = "datapackage.json";

const fieldTypes: Record<Column["type"], Record<string, unknown>> = {
  VARCHAR: { type: "string" },
  "VARCHAR[]": { type: "list", itemType: "string" },
  BIGINT: { type: "integer" },
  "BIGINT[]": { type: "list", itemType: "integer" },
  INTEGER: { type: "integer" },
  DOUBLE: { type: "number" },
  BOOLEAN: { type: "boolean" },
  TIMESTAMP: { type: "datetime" },
};

/** The Table Schema (Data Package v2) of one of our tables. */
export function tableSchemaOf({ columns, key }: TableSchema): Record<string, unknown> {
  return {
    fields: columns.map(({ name, type, required, description }) => ({
      name,
      ...fieldTypes[type],
      description,
      ...(required ? { constraints: { required: true } } : {}),
    })),
    primaryKey: key,
  };
}

/**
 * Reads and checks a snapshot's manifest.
 *
 * @throws SnapshotError where the folder is missing, is no snapshot, or its manifest cannot be read.
 */
export async function readManifest(folder: string): Promise<SnapshotManifest> {
  const path = join(folder, manifestFile);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new SnapshotError(
      "No snapshot here (datapackage.json is missing)",
      folder,
      "Make one with `hub-evolution import`, `crawl` or `simulate`, or name another folder.",
      { cause },
    );
  }
  const broken = (what: string, cause?: unknown) =>
    new SnapshotError(what, path, "Make the snapshot again; raw answers under raw/ can be imported anew.", {
      cause,
    });
  let manifest: SnapshotManifest;
  try {
    manifest = JSON.parse(text);
  } catch (cause) {
    throw broken("The manifest is not JSON", cause);
  }
  if (!manifest?.hub || !Array.isArray(manifest.resources)) {
    throw broken('The manifest is of another kind of data package (no "hub" or no "resources")');
  }
  if (Number.isNaN(Date.parse(manifest.hub.asOf))) throw broken('"hub.asOf" is not a time');
  return manifest;
}

/** The tables that a manifest lists. */
export function tablesIn(manifest: SnapshotManifest): TableName[] {
  return manifest.resources.map(({ name }) => name).filter((name): name is TableName => name in tables);
}
