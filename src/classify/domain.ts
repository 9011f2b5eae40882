import { PIPELINE_DATA } from "@huggingface/tasks";

/** Field of machine learning that a task belongs to. */
export type Domain =
  | "natural language processing"
  | "computer vision"
  | "audio"
  | "multimodal"
  | "tabular"
  | "reinforcement learning"
  | "graph"
  | "other";

const domainByModality: Readonly<Record<string, Domain>> = {
  nlp: "natural language processing",
  cv: "computer vision",
  audio: "audio",
  multimodal: "multimodal",
  tabular: "tabular",
  rl: "reinforcement learning",
  other: "other",
};

/** Tags that the Hub no longer offers but that archives hold, and the one current tag whose domain has no modality of its own. */
const retired: Readonly<Record<string, Domain>> = {
  "graph-ml": "graph",
  "text2text-generation": "natural language processing",
  conversational: "natural language processing",
  "entity-extraction": "natural language processing",
  "text-classification-multilabel": "natural language processing",
  "speech-segmentation": "audio",
  "audio-source-separation": "audio",
  "text-to-music": "audio",
  "image-captioning": "computer vision",
  "structured-data-classification": "tabular",
  "tabular-to-text": "tabular",
  "protein-folding": "other",
};

/** The domain of every known pipeline tag: @huggingface/tasks' modality of the task, then the retired tags. */
export const domainByPipelineTag: Readonly<Record<string, Domain>> = {
  ...Object.fromEntries(
    Object.entries(PIPELINE_DATA).map(([tag, { modality }]) => [tag, domainByModality[modality] ?? "other"]),
  ),
  ...retired,
};

/** The domain of a pipeline tag: null without a tag (null, undefined or empty), `other` for a tag that no table knows. */
export function domainOf(pipelineTag: string | null | undefined): Domain | null {
  if (!pipelineTag) return null;
  return Object.hasOwn(domainByPipelineTag, pipelineTag) ? domainByPipelineTag[pipelineTag]! : "other";
}
