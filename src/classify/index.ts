export { activityShares } from "./activity-shares.js";
export { assignStages, type StageAssignment, type StageGap, type StageOptions } from "./assign-stages.js";
export { authorCounts, mainModels } from "./author-counts.js";
export {
  type ClusterCount,
  type ClusterCountChoice,
  type ClusterCountOptions,
  chooseClusterCount,
} from "./choose-cluster-count.js";
export { classifierEvaluation, kindPrevalence } from "./classifier-evaluation.js";
export {
  type ClassifyOptions,
  type CommitClassification,
  classifyCommit,
  classifyCommits,
} from "./classify-commit.js";
export { classifyHistories } from "./classify-histories.js";
export { classifyLines, commitOfLine } from "./classify-lines.js";
export { type CoEdit, coEditLift, type TouchedRoles } from "./co-edit-lift.js";
export {
  type CommitActivity,
  type CommitKind,
  type CommitText,
  commitActivities,
  commitKinds,
} from "./commit-kind.js";
export { CommitModel, type StoredCommitModel, shippedCommitModel } from "./commit-model.js";
export { correctedPrevalence, type PrevalenceInput, type PrevalenceShare } from "./corrected-prevalence.js";
export {
  type Derivation,
  type DerivationKind,
  derivationKind,
  derivationKinds,
  derivationTags,
} from "./derivation-kind.js";
export { countDerivations, type DerivationCount, derivations } from "./derivations.js";
export { type Domain, domainByPipelineTag, domainOf } from "./domain.js";
export {
  type ExplainedFeature,
  explainModel,
  type ModelExplanation,
  type StatusChange,
} from "./explain-model.js";
export { type FileKind, fileKind, fileKinds } from "./file-kind.js";
export { type FileRole, type FileRoleRule, fileRole, fileRoleRules } from "./file-role.js";
export { type FilesPerCommit, filesPerCommit } from "./files-per-commit.js";
export { formatTags, frameworkTags } from "./framework-tags.js";
export { intermediaries } from "./intermediaries.js";
export { botPattern, isBot } from "./is-bot.js";
export { type LandmarkOptions, landmarkHazard } from "./landmark-hazard.js";
export { type LanguageDrift, languageDrift } from "./language-drift.js";
export { type LicenceAttention, licenceAttention } from "./licence-attention.js";
export { type LicenceClass, licenceClass, licenceClasses } from "./licence-class.js";
export { type LicenceDrift, licenceDrift } from "./licence-drift.js";
export { isLicenceFile } from "./licence-file.js";
export { licenceMove } from "./licence-move.js";
export { type LicenceStep, licenceStep } from "./licence-step.js";
export { type LicenceText, licenceText } from "./licence-text.js";
export { type LicencesByChance, licencesByChance } from "./licences-by-chance.js";
export {
  type LibraryAssociation,
  type MaintenanceAssociations,
  type ModelAttributes,
  maintenanceAssociations,
  type NumericAssociation,
  type NumericAttribute,
  numericAttributeUnits,
} from "./maintenance-associations.js";
export {
  type DatedModel,
  type MaintenanceFeature,
  type MaintenanceFeatures,
  maintenanceFeatures,
  maintenanceFeatureUnits,
  responseAfterDays,
} from "./maintenance-features.js";
export {
  type MaintenanceIndex,
  type MaintenanceIndexRule,
  maintenanceIndex,
  maintenanceIndexRule,
} from "./maintenance-index.js";
export {
  type ChoiceSpread,
  type Multiverse,
  type MultiverseChoices,
  maintenanceMultiverse,
  multiverseByChoice,
  multiverseChoices,
  type Universe,
} from "./maintenance-multiverse.js";
export { shuffledFeatures, varianceExplained } from "./maintenance-placebo.js";
export {
  centreDistances,
  defaultMaintenanceFeatures,
  type MaintenanceCluster,
  type MaintenanceClustering,
  type MaintenanceStatuses,
  type MaintenanceStatusName,
  type MaintenanceStatusOptions,
  maintenanceStatus,
  upkeepDirection,
} from "./maintenance-status.js";
export {
  type CommitRecord,
  dayMs,
  earliestCommitMs,
  type FileChange,
  type ModelHistory,
  type TimeFault,
  timeFault,
} from "./model-history.js";
export {
  isRelease,
  type ReleaseEvent,
  type ReleaseRule,
  releaseEvents,
  releaseRule,
  versionTitlePattern,
} from "./release-events.js";
export { type BaseMatch, baseResolver, ownersOfMovedNames, type ResolvedBase } from "./resolve-base.js";
export {
  adoptionCurve,
  conversionShare,
  isConversion,
  type SafetensorsAdoption,
  safetensorsAdoption,
} from "./safetensors-adoption.js";
export {
  type StageMeasure,
  type StageMeasures,
  type StageTable,
  stageMeasures,
  stageMeasureUnits,
} from "./stage-measures.js";
export { type StageTrend, type StageTrendOptions, stageTrends } from "./stage-trends.js";
export {
  type FeatureScale,
  type FeatureScaling,
  type StandardisedFeatures,
  standardiseFeatures,
} from "./standardise-features.js";
export { statedTrend, trendWord } from "./stated-trend.js";
export { statusKept } from "./status-kept.js";
export { textLines } from "./text-lines.js";
export type { ScoreInterval } from "./train/bootstrap-score.js";
export type { ClassifierEvaluation, KindScores } from "./train/evaluate.js";
export { f1, type LabelCounts, labelCounts } from "./train/scores.js";
export { classifyWithTransformer, loadTextClassifier, type TextClassifier } from "./transformer-kinds.js";
export { type WeightChange, weightChanges, weightChangesTold } from "./weight-changes.js";
export { type WeightFormat, weightFormat, weightFormats, weightFormatsOf } from "./weight-format.js";
export { type FormatMonth, formatSeries, weightFormatTrend } from "./weight-format-trend.js";
export { withoutCreation } from "./without-creation.js";
export { type WorkLives, type WorkSpan, workLives } from "./work-lives.js";
