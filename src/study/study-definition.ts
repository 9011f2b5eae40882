import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.js";

/**
 * What a notebook may ask for: many models; commit histories; commits with all their files; commits that touched weight
 * files, with those files alone; card texts; creation times.
 */
export const roles = ["census", "commits", "histories", "weights", "cards", "creation-times"] as const;
export type Role = (typeof roles)[number];

/** How a snapshot comes to be where it is absent. */
export type Recipe =
  | { readonly simulate: { readonly models: number; readonly seed: number } }
  /** Names of archives in data/sources.json. */
  | { readonly import: readonly string[] };

/** A study: which snapshot plays which role, and how each is made. */
export interface StudyDefinition {
  readonly name: string;
  readonly title: string;
  /** Snapshot's name → recipe. */
  readonly snapshots: Readonly<Record<string, Recipe>>;
  /** Role → snapshot's name. */
  readonly roles: Readonly<Record<Role, string>>;
}

export const studyNames = ["simulated", "published"] as const;
export type StudyName = (typeof studyNames)[number];

/** A study of data/studies by name. */
export function studyDefinition(name: StudyName): StudyDefinition {
  return JSON.parse(readFileSync(join(packageRoot, "data", "studies", `${name}.json`), "utf8"));
}

/** A public archive that a snapshot is imported from, as data/sources.json lists it. */
export interface ArchiveSource {
  readonly name: string;
  readonly title: string;
  readonly address: string;
  readonly commit: string;
  readonly licence: string;
  /** Path within the repository, or how the files were derived from it. */
  readonly path: string;
  /** Files of the commit that the archive is derived from, as .gitignore writes patterns; absent where it cannot be. */
  readonly fetch?: readonly string[];
  /** The commit that holds those files, where it is an earlier one. */
  readonly fetchCommit?: string;
  /** Why it cannot be derived from one commit. */
  readonly derived?: string;
  readonly bytes: number;
  /** Of the list "sha256  path" of its files, sorted by path. */
  readonly sha256: string;
  /** Folder or file, relative to the archives' folder. */
  readonly folder: string;
}

/** The archives of data/sources.json, or of the list that HUB_EVOLUTION_SOURCES names (a mirror, say). */
export function archiveSources(): readonly ArchiveSource[] {
  const list = process.env.HUB_EVOLUTION_SOURCES || join(packageRoot, "data", "sources.json");
  return JSON.parse(readFileSync(list, "utf8")).sources;
}
