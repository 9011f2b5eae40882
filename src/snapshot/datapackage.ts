import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
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
  /** "sha256:" and the digest of the manifest's own text without this. */
  readonly manifestHash?: string;
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

/** The manifest as it is written: with the hash of its own text last, so that no byte of it can change unseen. */
export function manifestText(manifest: SnapshotManifest): string {
  const { manifestHash: _, ...facts } = manifest;
  const sha256 = createHash("sha256").update(json(facts)).digest("hex");
  return json({ ...facts, manifestHash: `sha256:${sha256}` });
}

/** What is wrong with the text of a manifest; null where it is as it was written, or another tool wrote it without a hash. */
export function manifestChange(text: string, manifest: SnapshotManifest): string | null {
  if (!manifest.manifestHash)
    return String(manifest.hub.tool).startsWith("hub-evolution") ? "it does not say its own hash" : null;
  return manifestText(manifest) === text ? null : "it is not as it was written (SHA-256 differs)";
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

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
  return (await readManifestText(folder)).manifest;
}

/** The same, with its text. */
export async function readManifestText(
  folder: string,
): Promise<{ readonly text: string; readonly manifest: SnapshotManifest }> {
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
  const odd = manifest.resources.findIndex((resource) => !isResource(resource));
  if (odd >= 0)
    throw broken(
      `Resource ${odd + 1} of the manifest lacks its name, hash or bytes, or a path in the folder`,
    );
  return { text, manifest };
}

/** Whether it names a file within the snapshot, and what it should be. */
function isResource(resource: Partial<Resource> | null): boolean {
  const { name, path, hash, bytes } = resource ?? {};
  return (
    typeof name === "string" &&
    typeof path === "string" &&
    !isAbsolute(path) &&
    !path.split(/[/\\]/).includes("..") &&
    typeof hash === "string" &&
    typeof bytes === "number"
  );
}

/** The tables that a manifest lists. */
export function tablesIn(manifest: SnapshotManifest): TableName[] {
  return manifest.resources.map(({ name }) => name).filter((name): name is TableName => name in tables);
}
