import type { SnapshotManifest } from "../../snapshot/index.js";
import type { LedgerRow } from "../claims/ledger-row.js";
import type { StudyResult } from "../record.js";
import type { NotebookRun } from "../run-notebook.js";
import type { Role } from "../study-definition.js";

/** A snapshot that the study read. */
export interface UsedSnapshot {
  /** The roles that it played. */
  readonly roles: readonly Role[];
  readonly manifest: SnapshotManifest;
  /** Things that could not be had, by what was wanted and why. */
  readonly failures: readonly { readonly wanted: string; readonly reason: string; readonly count: number }[];
}

/** What ran the study. */
export interface ProgramVersions {
  /** Of this program. */
  readonly tool: string;
  /** Without the leading v. */
  readonly node: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
}

/** Everything that the report shows. */
export interface ReportContent {
  readonly title: string;
  readonly study: string;
  readonly runs: readonly NotebookRun[];
  readonly results: readonly StudyResult[];
  /** Published claims and their verdicts; the report has no such section without them. */
  readonly ledger?: readonly LedgerRow[];
  readonly snapshots: readonly UsedSnapshot[];
  readonly versions: ProgramVersions;
}
