/** A choice whose share drifts: logit = start + perYear × years since launch, shares by softmax. */
export interface Drifting {
  readonly name: string;
  readonly start: number;
  readonly perYear: number;
}

/** Shares of drifting choices at a time, in the order given; they sum to 1. */
export function sharesAt(choices: readonly Drifting[], years: number): number[] {
  const weights = choices.map(({ start, perYear }) => Math.exp(start + perYear * years));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Shares over a drawing from [0, 1): the cheap form of sharesAt for one choice. */
export function driftingChoice<T extends Drifting>(choices: readonly T[], years: number, u: number): T {
  let total = 0;
  for (const { start, perYear } of choices) total += Math.exp(start + perYear * years);
  let left = u * total;
  for (const choice of choices) {
    left -= Math.exp(choice.start + choice.perYear * years);
    if (left < 0) return choice;
  }
  return choices[choices.length - 1]!;
}

const drift = (name: string, start: number, perYear: number): Drifting => ({ name, start, perYear });

export type PlantedDomain =
  | "natural language processing"
  | "computer vision"
  | "audio"
  | "multimodal"
  | "reinforcement learning"
  | "tabular"
  | "graph"
  | "other";

/** Domains of all models, whether or not they state a task. */
export const domainDrift: readonly (Drifting & { readonly name: PlantedDomain })[] = [
  { name: "natural language processing", start: 2.4, perYear: -0.2 },
  { name: "computer vision", start: 0.2, perYear: 0.15 },
  { name: "audio", start: 0.1, perYear: 0.02 },
  { name: "multimodal", start: -2.4, perYear: 0.5 },
  { name: "reinforcement learning", start: -1.4, perYear: 0.2 },
  { name: "tabular", start: -2.6, perYear: 0 },
  { name: "graph", start: -4.6, perYear: 0.05 },
  { name: "other", start: -4.2, perYear: 0.1 },
];

/** Tasks within a domain. */
export const taskDrift: Readonly<Record<PlantedDomain, readonly Drifting[]>> = {
  "natural language processing": [
    drift("text-generation", -0.4, 0.5),
    drift("text-classification", 1, -0.05),
    drift("fill-mask", 1, -0.45),
    drift("token-classification", 0.3, -0.1),
    drift("question-answering", 0, -0.15),
    drift("text2text-generation", 0, 0.05),
    drift("translation", 0.9, -0.5),
    drift("summarization", -0.6, 0),
    drift("feature-extraction", -0.8, 0.1),
    drift("sentence-similarity", -1, 0.15),
    drift("zero-shot-classification", -1.8, 0),
    drift("table-question-answering", -3, 0),
  ],
  "computer vision": [
    drift("image-classification", 1.4, -0.25),
    drift("text-to-image", -2, 0.8),
    drift("object-detection", -0.4, 0),
    drift("image-segmentation", -0.6, 0),
    drift("image-to-image", -1.6, 0.1),
    drift("image-to-text", -1.6, 0.1),
    drift("unconditional-image-generation", -1.2, 0),
    drift("depth-estimation", -2.4, 0.1),
    drift("video-classification", -2, 0),
  ],
  audio: [
    drift("automatic-speech-recognition", 1.4, -0.1),
    drift("text-to-speech", -0.4, 0.1),
    drift("audio-classification", -0.2, 0.05),
    drift("audio-to-audio", -1.2, 0),
    drift("voice-activity-detection", -2.4, 0),
    drift("text-to-audio", -3, 0.3),
  ],
  multimodal: [
    drift("image-text-to-text", -2, 0.6),
    drift("visual-question-answering", 0.4, -0.1),
    drift("document-question-answering", 0, 0),
    drift("any-to-any", -5, 0.5),
  ],
  "reinforcement learning": [drift("reinforcement-learning", 3, 0), drift("robotics", -3, 0.7)],
  tabular: [
    drift("tabular-classification", 0.6, 0),
    drift("tabular-regression", 0, 0),
    drift("time-series-forecasting", -3, 0.5),
  ],
  graph: [drift("graph-ml", 0, 0)],
  other: [drift("other", 0, 0)],
};

/** Libraries within a domain; "" is a model that states none. */
export const libraryDrift: Readonly<Record<PlantedDomain, readonly Drifting[]>> = {
  "natural language processing": [
    drift("transformers", 2.4, -0.1),
    drift("", 0.4, 0.05),
    drift("sentence-transformers", -1.6, 0.1),
    drift("peft", -6.5, 1.5),
    drift("spacy", -1.2, -0.3),
    drift("adapter-transformers", -1.2, -0.3),
    drift("flair", -2, -0.3),
    drift("keras", -2.6, 0),
    drift("gguf", -8, 1.6),
    drift("setfit", -4, 0.3),
  ],
  "computer vision": [
    drift("transformers", 1, -0.1),
    drift("diffusers", -2.4, 0.9),
    drift("timm", 0.2, 0),
    drift("keras", -0.4, -0.1),
    drift("", 0.6, 0),
    drift("fastai", -0.8, -0.1),
    drift("ultralytics", -4, 0.5),
    drift("peft", -6.5, 1),
  ],
  audio: [
    drift("transformers", 1, 0.15),
    drift("espnet", 0.8, -0.5),
    drift("speechbrain", -0.4, -0.1),
    drift("nemo", -1.6, 0.05),
    drift("", 0.4, 0),
    drift("asteroid", -1, -0.4),
    drift("peft", -7, 1.2),
  ],
  multimodal: [drift("transformers", 1.6, 0), drift("", 0.6, 0), drift("peft", -6, 1.2)],
  "reinforcement learning": [
    drift("stable-baselines3", 1.4, -0.05),
    drift("ml-agents", -0.4, 0.1),
    drift("sample-factory", -1, 0),
    drift("", 1, 0),
  ],
  tabular: [drift("sklearn", 1, 0), drift("", 0.2, 0), drift("keras", -1, 0), drift("fastai", -1.5, 0)],
  graph: [drift("", 0.4, 0), drift("transformers", 0, 0)],
  other: [drift("", 0.6, 0), drift("transformers", 0.4, 0), drift("keras", -1, 0)],
};

/** Licences of models without a base; "" is none declared. */
export const licenceDrift: readonly Drifting[] = [
  drift("", 2.3, -0.15),
  drift("apache-2.0", 0.4, 0.02),
  drift("mit", -0.3, 0),
  drift("cc-by-nc-4.0", -2.4, 0.1),
  drift("cc-by-4.0", -1.8, 0),
  drift("cc-by-sa-4.0", -2.6, 0),
  drift("gpl-3.0", -2.8, 0),
  drift("afl-3.0", -3, 0),
  drift("creativeml-openrail-m", -4.5, 0.8),
  drift("openrail", -4.5, 0.7),
  drift("bsd-3-clause", -3.6, 0),
  drift("other", -3.4, 0.35),
];

/** Log-odds that a model states no task, no base although it has one, and that it carries a written card. */
export const statementDrift = {
  noTask: { start: -0.6, perYear: 0.12 },
  baseDeclared: { start: -3.2, perYear: 1.2 },
  card: { start: -0.3, perYear: 0.2 },
} as const;
