import { domainOf } from "../classify/index.js";
import { modelTags, sizeAtHead } from "./model-tags.js";
import type { ModelPlan } from "./plan-model.js";
import type { PlantedFailure, plantDeletion } from "./plant-failure.js";
import type { PlantedCommit, PlantedHistory } from "./plant-history.js";
import { creationFloorMs, type HubSettings } from "./settings.js";
import { notForAll, type PlantedCard } from "./write-card.js";

/** Between the fields of a packed row, and between the items of a list in a field: no text of ours holds them. */
export const fieldMark = "\u001f";
export const itemMark = "\u001e";

/** One model as text: a row a table, which DuckDB takes apart many at a time, faster than value by value. */
export interface PackedModel {
  readonly model: string | null;
  /** Columns of its commits, or null where they could not be had. */
  readonly commits: string | null;
  readonly files: string | null;
  readonly card: string | null;
  readonly failures: string | null;
  readonly truth: string | null;
  readonly truthCommits: string | null;
  readonly deleted: string | null;
}

type Field = string | number | boolean | null;

const scalar = (value: Field) =>
  value === null ? "" : typeof value === "boolean" ? (value ? "t" : "f") : String(value);
/** An empty list is "-", an unknown one "". */
const list = (items: readonly string[] | null) =>
  items === null ? "" : `-${items.map((item) => itemMark + item).join("")}`;

function packColumn(commits: readonly PlantedCommit[], column: (commit: PlantedCommit) => Field): string {
  let packed = scalar(column(commits[0]!));
  for (let c = 1; c < commits.length; c++) packed += itemMark + scalar(column(commits[c]!));
  return packed;
}

/** Commit, path, change and role of every file that was touched; null for none. */
function packFiles(plan: ModelPlan, commits: readonly PlantedCommit[]): string | null {
  let commit = "";
  let path = "";
  let change = "";
  let role = "";
  let mark = "";
  for (let c = 0; c < commits.length; c++) {
    for (const file of commits[c]!.files) {
      commit += mark + (c + 1);
      path += mark + file.path;
      change += mark + file.change;
      role += mark + file.role;
      mark = itemMark;
    }
  }
  return mark === "" ? null : [plan.id, commit, path, change, role].join(fieldMark);
}

/** Chance, in 1000, that the sum of all downloads is not stated. */
export const noAllTimeDownloads = 100;

/** A planned model as the rows that are wanted; the others stay null, and what is in these does not change. */
export function packModel(
  settings: HubSettings,
  plan: ModelPlan,
  history: PlantedHistory,
  card: PlantedCard | null,
  failures: readonly PlantedFailure[],
  wanted: ReadonlySet<keyof PackedModel>,
): PackedModel {
  const lacks = new Set(failures.map(({ wanted }) => wanted));
  const { commits } = history;
  const has = (column: keyof PackedModel, ...things: PlantedFailure["wanted"][]) =>
    wanted.has(column) && !things.some((thing) => lacks.has(thing));
  return {
    model: has("model") ? packFacts(settings, plan, history, card, lacks) : null,
    commits: has("commits", "commits") ? packCommits(plan, commits) : null,
    files: has("files", "files", "commits") ? packFiles(plan, commits) : null,
    card: card !== null && has("card", "card") ? packCard(plan, card) : null,
    failures: has("failures") ? packFailures(failures) : null,
    truth: has("truth") ? packTruth(plan) : null,
    truthCommits: has("truthCommits") ? packCommitTruth(plan, commits) : null,
    deleted: null,
  };
}

function packFacts(
  settings: HubSettings,
  plan: ModelPlan,
  { commits, headPaths }: PlantedHistory,
  card: PlantedCard | null,
  lacks: ReadonlySet<string>,
): string {
  const isFloor = plan.createdMs < creationFloorMs;
  const floored =
    settings.creationFloor && isFloor ? creationFloorMs + 1000 * (plan.index % 2) : plan.createdMs;
  const answered = !lacks.has("info");
  const frontTags = card?.frontMatter?.tags as readonly string[] | undefined;
  const safetensors = headPaths.some((path) => path.endsWith(".safetensors"));
  const tagged = plan.statesTask ? plan.task : null;
  const facts = [
    plan.id,
    plan.id.includes("/") ? plan.owner.name : null,
    plan.name,
    floored,
    settings.creationFloor && isFloor,
    answered ? commits[commits.length - 1]!.timeMs : null,
    plan.likes,
    plan.downloads30d,
    (plan.index * 40503) % 1000 < noAllTimeDownloads ? null : plan.downloadsAllTime,
    plan.library,
    tagged,
    domainOf(tagged),
    plan.licence,
    plan.gated,
    false,
    plan.disabled,
    commits.length,
    answered ? headPaths.length : null,
    answered ? sizeAtHead(plan, headPaths) : null,
    answered && safetensors ? plan.parameters : null,
    plan.co2Grams,
    lacks.has("card") ? null : (card?.text.length ?? 0),
  ].map(scalar);
  const lists = [
    modelTags(plan, headPaths, frontTags?.includes(notForAll) ?? false),
    plan.datasets,
    plan.languages,
    plan.parent?.declared ? [plan.parent.id] : [],
    plan.arxivIds,
    answered ? headPaths : null,
  ].map(list);
  return [...facts, ...lists].join(fieldMark);
}

function packCommits(plan: ModelPlan, commits: readonly PlantedCommit[]): string {
  return [
    plan.id,
    packColumn(commits, ({ timeMs }) => timeMs),
    packColumn(commits, ({ title }) => title),
    packColumn(commits, ({ message }) => message),
    packColumn(commits, ({ authors }) =>
      authors === null ? null : authors.length === 1 ? authors[0]! : authors.join(","),
    ),
    packColumn(commits, ({ isBot }) => isBot),
  ].join(fieldMark);
}

function packCard(plan: ModelPlan, { text, frontMatter }: PlantedCard): string {
  return [plan.id, text, frontMatter ? JSON.stringify(frontMatter) : ""].join(fieldMark);
}

function packTruth(plan: ModelPlan): string {
  return [
    ...[
      plan.id,
      plan.createdMs,
      plan.status,
      plan.domain,
      plan.task,
      plan.owner.name,
      plan.owner.rank,
      plan.owner.community,
      plan.owner.organisation,
      plan.family,
      plan.foundation,
      plan.parent?.id ?? null,
      plan.parent?.relation ?? null,
      plan.parent?.declared ?? null,
      plan.generation,
      plan.licenceConflict,
      plan.parameters,
      plan.adult,
      plan.cardKind,
    ].map(scalar),
    `[${plan.topicMixture.join(",")}]`,
  ].join(fieldMark);
}

function packCommitTruth(plan: ModelPlan, commits: readonly PlantedCommit[]): string {
  return [
    plan.id,
    packColumn(commits, ({ kinds }) => (kinds.length === 1 ? kinds[0]! : kinds.join(","))),
    packColumn(commits, ({ activity }) => activity),
    packColumn(commits, ({ stage }) => stage),
    packColumn(commits, ({ release }) => release),
  ].join(fieldMark);
}

/** What is left of a model that was deleted: a failure to have it, and the truth. */
export function packDeleted({ deleted, failure }: ReturnType<typeof plantDeletion>): PackedModel {
  return {
    model: null,
    commits: null,
    files: null,
    card: null,
    failures: packFailures([failure]),
    truth: null,
    truthCommits: null,
    deleted: [deleted.modelId, deleted.createdMs, deleted.deletedMs].join(fieldMark),
  };
}

/** Failures as columns, or null where there is none. */
function packFailures(failures: readonly PlantedFailure[]): string | null {
  if (failures.length === 0) return null;
  return [
    failures.map(({ modelId }) => modelId),
    failures.map(({ wanted }) => wanted),
    failures.map(({ status }) => scalar(status)),
    failures.map(({ reason }) => reason),
    failures.map(({ detail }) => detail),
    failures.map(({ atMs }) => String(atMs)),
    failures.map(({ attempts }) => String(attempts)),
  ]
    .map((values) => values.join(itemMark))
    .join(fieldMark);
}
