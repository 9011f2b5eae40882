export { assignStages, type StageAssignment, type StageGap, type StageOptions } from "./assign-stages.js";
export {
  type ClassifyOptions,
  type CommitClassification,
  classifyCommit,
  classifyCommits,
} from "./classify-commit.js";
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
export { type Domain, domainByPipelineTag, domainOf } from "./domain.js";
export { type FileRole, type FileRoleRule, fileRole, fileRoleRules } from "./file-role.js";
export { botPattern, isBot } from "./is-bot.js";
export {
  type DatedModel,
  type MaintenanceFeature,
  type MaintenanceFeatures,
  maintenanceFeatures,
  maintenanceFeatureUnits,
} from "./maintenance-features.js";
export {
  type CommitRecord,
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
} from "./release-events.js";
export {
  type StageMeasure,
  type StageMeasures,
  type StageTable,
  stageMeasures,
  stageMeasureUnits,
} from "./stage-measures.js";
export { textLines } from "./text-lines.js";
export { classifyWithTransformer, loadTextClassifier, type TextClassifier } from "./transformer-kinds.js";
