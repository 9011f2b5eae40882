import { LIBRARY_TASK_MAPPING, MODEL_LIBRARIES_UI_ELEMENTS, PIPELINE_DATA } from "@huggingface/tasks";
import { languageCodes } from "./language-codes.js";

/** What a tag of the Hub speaks about. */
export type TagFamily =
  | "library"
  | "task"
  | "language"
  | "licence"
  | "dataset"
  | "arxiv"
  | "region"
  | "base model"
  | "hub"
  | "free";

export interface FamilyOfTag {
  readonly family: TagFamily;
  /** The tag without its prefix, at most 200 characters; null where a prefix stands alone (`dataset:`). */
  readonly value: string | null;
}

/** All families, in the order in which notebooks show them. */
export const tagFamilies: readonly TagFamily[] = [
  "library",
  "task",
  "language",
  "licence",
  "dataset",
  "arxiv",
  "region",
  "base model",
  "hub",
  "free",
];

const prefixes: readonly (readonly [string, TagFamily])[] = [
  ["license:", "licence"],
  ["dataset:", "dataset"],
  ["arxiv:", "arxiv"],
  ["region:", "region"],
  ["base_model:", "base model"],
  ["language:", "language"],
  ["doi:", "hub"],
  ["diffusers:", "library"],
  ["template:", "hub"],
];

/** Weight formats and older names that the Hub shows among libraries, though @huggingface/tasks has no page for them. */
const furtherLibraries = [
  "pytorch",
  "tf",
  "jax",
  "rust",
  "onnx",
  "safetensors",
  "gguf",
  "tensorboard",
  "coreml",
  "tflite",
  "tf-keras",
  "openvino",
  "autonlp",
  "autotrain",
  "trl",
];

/** Tags that the Hub itself sets from a repository's files or state. */
const hubTags = [
  "autotrain_compatible",
  "endpoints_compatible",
  "text-generation-inference",
  "text-embeddings-inference",
  "has_space",
  "model-index",
  "co2_eq_emissions",
  "custom_code",
  "4-bit",
  "8-bit",
];

const libraries = new Set([
  ...Object.keys(MODEL_LIBRARIES_UI_ELEMENTS),
  ...Object.keys(LIBRARY_TASK_MAPPING),
  ...furtherLibraries,
]);
/** The current tasks and their subtasks, and tasks that the Hub has retired. */
const tasks = new Set([
  ...Object.keys(PIPELINE_DATA),
  ...Object.values(PIPELINE_DATA).flatMap((task) =>
    "subtasks" in task ? task.subtasks.map(({ type }) => type) : [],
  ),
  "text2text-generation",
  "conversational",
]);
const hub = new Set(hubTags);

/**
 * The family of a tag: by prefix, then library, task, tags the Hub sets by itself, language code; all else is
 * free, the author's own words. A prefix without a name keeps its family and has no value. Case is kept in values and
 * ignored in recognition.
 */
export function tagFamily(tag: string): FamilyOfTag {
  const head = tag.slice(0, 200);
  const lower = head.toLowerCase();
  for (const [prefix, family] of prefixes) {
    if (lower.startsWith(prefix)) return { family, value: head.slice(prefix.length).trim() || null };
  }
  const value = head.trim() || null;
  if (libraries.has(lower)) return { family: "library", value };
  if (tasks.has(lower)) return { family: "task", value };
  if (hub.has(lower)) return { family: "hub", value };
  if (languageCodes.has(lower) || lower === "multilingual" || lower === "code") {
    return { family: "language", value };
  }
  return { family: "free", value };
}
