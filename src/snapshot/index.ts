export { addCommitKinds } from "./add-commit-kinds.js";
export { countKeys } from "./count-keys.js";
export { type CountOverTimeOptions, type CountsOverTime, countOverTime } from "./count-over-time.js";
export { countSupplyLinks, type SupplyLinks } from "./count-supply-links.js";
export { countTagSets, type TagSets } from "./count-tag-sets.js";
export { creationWindow, type Period, type WindowOptions } from "./creation-window.js";
export type { HubFacts, Resource, SnapshotManifest, Source } from "./datapackage.js";
export { type DeclaredOverTime, declaredOverTime } from "./declared-over-time.js";
export { declaredSql } from "./declared-sql.js";
export type { Row, Value } from "./duckdb.js";
export { fineTuneArrivals } from "./fine-tune-arrivals.js";
export { type ImportOptions, importArchive } from "./import/import-archive.js";
export { describeImport, type ImportSummary } from "./import/import-summary.js";
export { knownValues } from "./known-values.js";
export { type MaintenanceSqlOptions, maintenanceFeaturesSql } from "./maintenance-features-sql.js";
export { Snapshot } from "./open-snapshot.js";
export { type ActivityAtAge, readActivityByAge } from "./read-activity-by-age.js";
export { readAttention } from "./read-attention.js";
export { type Authorship, readAuthorships } from "./read-authorships.js";
export { type CardPresence, readCardPresence } from "./read-card-presence.js";
export { type ChangedFiles, readChangedFiles } from "./read-changed-files.js";
export { type CommitIntervals, readCommitIntervals } from "./read-commit-intervals.js";
export { readCommitWeek } from "./read-commit-week.js";
export { type CompletenessColumns, readCompleteness } from "./read-completeness.js";
export { type DatedCard, readDatedCards } from "./read-dated-cards.js";
export { type EarlyCommits, readEarlyCommits } from "./read-early-commits.js";
export { type FileList, readFileLists } from "./read-file-lists.js";
export { readHistories } from "./read-histories.js";
export { readLastChanges } from "./read-last-changes.js";
export { type LifeDefinition, readLifeDefinitions } from "./read-life-definitions.js";
export { type LineageModel, type ReadLineage, readLineage } from "./read-lineage.js";
export { readLinkedTags } from "./read-linked-tags.js";
export {
  type MaintenanceReadOptions,
  maintenanceFeatureBatches,
  readMaintenanceFeatures,
} from "./read-maintenance-features.js";
export { type NamedModels, readNamedModels } from "./read-named-models.js";
export { readOwnerCohorts } from "./read-owner-cohorts.js";
export { type OwnerItems, readOwnerItems } from "./read-owner-items.js";
export { readOwnerTraits } from "./read-owner-traits.js";
export { readResumed } from "./read-resumed.js";
export {
  ownerSizeSql,
  readStated,
  type StatedCounts,
  type StatedFact,
  type StatedOptions,
  statedFacts,
  statedModels,
} from "./read-stated.js";
export { readWorkSpans, type WorkSpanOptions } from "./read-work-spans.js";
export { repairedTimes } from "./repaired-times.js";
export { requireAsWritten } from "./require-as-written.js";
export { type Column, type TableName, type TableSchema, tableNames, tables } from "./schema.js";
export { sharedModels } from "./shared-models.js";
export { SnapshotError } from "./snapshot-error.js";
export { timelySql } from "./timely-sql.js";
export { type Difference, type Verification, verifySnapshot } from "./verify-snapshot.js";
export {
  type SnapshotHeader,
  SnapshotWriter,
  type WriteOptions,
  writeSnapshot,
} from "./write-snapshot.js";
