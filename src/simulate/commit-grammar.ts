import type { CommitActivity } from "../classify/index.js";
import type { Random } from "../stats/index.js";
import { pick } from "./chance.js";

/** What a title may mention. */
export interface TitleContext {
  /** A file that the commit touches. */
  readonly file: string;
  readonly architecture: string;
  readonly format: string;
  readonly language: string;
  /** Grows over a model's history. */
  readonly step: number;
  readonly release: string;
}

/**
 * Titles by kind and activity. {file}, {format}, {architecture}, {language}, {step}, {release} stand for the context;
 * {place}, {fault}, {library}, {device}, {section}, {bits} for a word of the lists below, {number} for a digit.
 */
const grammar: Readonly<Record<string, readonly string[]>> = {
  "none create": ["initial commit"],
  "none housekeeping": ["Merge branch 'main' into pr/{number}", "Merge remote main ({number})"],
  "perfective weights": [
    "Upload {file}",
    "Upload {file} with huggingface_hub",
    "Add weights after {step} updates",
    "Training in progress, step {step}",
    "Training in progress, epoch {number}",
    "Upload better {architecture} weights",
    "Continue training to {step} updates",
    "End of training at step {step}",
    "Push {architecture} checkpoint {step}",
    "Upload model",
    "Retrain on the enlarged {language} corpus",
  ],
  "perfective card": [
    "Update README.md",
    "Create README.md",
    "Describe the {section} of {architecture}",
    "Add {section} section to the card",
    "Extend {section} notes",
    "Add a usage example for {language} input",
    "Add evaluation table for {architecture}",
    "Document {section} in more detail",
    "Add citation and contact",
    "State the licence in the card",
    "Tidy up the wording of the {section} section",
  ],
  "perfective config": [
    "Update {file}",
    "Upload {file}",
    "Raise the default number of beams in {file}",
    "Set a clearer name for the labels in {file}",
    "Upload tokenizer",
    "Add readable labels to {file}",
    "Tune generation defaults of {architecture}",
  ],
  "perfective code": [
    "Add {file}",
    "Simplify {file}",
    "Add a demo notebook for {architecture}",
    "Speed up {place} in {file}",
    "Add comments to {file}",
  ],
  "perfective housekeeping": [
    "Delete {file}",
    "Rename files of {architecture} consistently",
    "Remove logs of run {number}",
    "Move samples into a folder of their own",
    "Clean up after release {release}",
  ],
  "perfective unclear": [
    "Upload folder using huggingface_hub",
    "Release {release}",
    "Publish version {release} of {architecture}",
    "Add files via upload",
    "Push everything for {release}",
  ],
  "adaptive format": [
    "Adding `{format}` variant of this model",
    "Add {format} weights",
    "Convert {architecture} to {format}",
    "Upload {format} export of {architecture}",
    "Provide {format} files for {device}",
    "Quantize to {bits} bits for {device}",
    "Add half-precision copy for {device}",
  ],
  "adaptive config": [
    "Update {file} for {library} {release}",
    "Make the config load with {library} {release}",
    "Support {device} in {file}",
    "Add auto_map so that {library} finds {architecture}",
    "Add settings that {library} {release} now needs",
  ],
  "adaptive code": [
    "Port {file} to {library} {release}",
    "Add handler for {device} endpoints",
    "Support {library} {release} in {file}",
    "Pin {library} to {release} for deployment",
  ],
  "corrective card": [
    "Fix typo in {section}",
    "Fix broken link in the {section} section",
    "Correct the reported scores of {architecture}",
    "Fix wrong language tag ({language})",
    "Repair the example, which failed on {language} input",
  ],
  "corrective config": [
    "Fix {fault} in {file}",
    "Correct {fault} of {architecture}",
    "Fix config: {fault} was wrong",
    "Revert change of {fault} in {file}",
    "Fix tokenizer {fault}",
  ],
  "corrective weights": [
    "Fix corrupted {file}",
    "Replace faulty weights of step {step}",
    "Fix {fault} in exported weights",
    "Reupload {file}, the last upload was broken",
  ],
  "corrective code": [
    "Fix crash in {file}",
    "Fix bug in {place}",
    "Handle empty input in {file}, which failed before",
    "Correct {fault} in {place}",
  ],
  // Titles that name two intents.
  "corrective+adaptive format": [
    "Fix {fault} and add {format} weights",
    "Repair {file} and convert to {format}",
  ],
  "corrective+perfective card": [
    "Fix typos and extend the {section} section",
    "Correct scores and add a usage example",
  ],
};

const words: Readonly<Record<string, readonly string[]>> = {
  bits: ["2", "3", "4", "5", "6", "8"],
  place: [
    "tokenisation",
    "the sampling loop",
    "padding",
    "batching",
    "the attention mask",
    "preprocessing",
    "decoding",
  ],
  fault: [
    "vocab size",
    "the pad token",
    "label order",
    "max length",
    "hidden size",
    "the image mean",
    "the end token",
    "dtype",
    "sampling rate",
  ],
  library: ["transformers", "diffusers", "peft", "optimum", "onnxruntime", "vllm", "torch"],
  device: ["mobile", "browsers", "CPU", "the serving stack", "older GPUs", "edge boards"],
  section: [
    "training",
    "evaluation",
    "limitations",
    "intended use",
    "data",
    "usage",
    "bias",
    "licence",
    "hardware",
  ],
};

/** Titles that are the Hub's own or its tools' wording, word for word: only these may also occur on the real Hub. */
export const hubIdioms: readonly RegExp[] = [
  /^initial commit$/,
  /^Upload [\w./-]+( with huggingface_hub)?$/,
  /^Upload folder using huggingface_hub$/,
  /^Add files via upload$/,
  /^Training in progress, (step|epoch) \d+$/,
  /^(Update|Create|Delete|Add) [\w./-]+$/,
  /^Upload (model|tokenizer)$/,
  /^Adding `\w+` variant of this model( \(#\d+\))?$/,
  /^Add \w+ weights$/,
  /^Convert [\w-]+ to \w+$/,
  /^Fix typo in [\w./ -]+$/,
  /^Release v?[\d.]+$/,
];

/** A template cut at its slots: text and slots take turns, text first. */
const parsed: Readonly<Record<string, readonly (readonly string[])[]>> = Object.fromEntries(
  Object.entries(grammar).map(([name, templates]) => [
    name,
    templates.map((template) => template.split(/[{}]/)),
  ]),
);

/** A title for a planted kind (two joined by "+") and activity. */
export function commitTitle(
  kinds: string,
  activity: CommitActivity,
  context: TitleContext,
  random: Random,
): string {
  const templates = parsed[`${kinds} ${activity}`];
  if (!templates) throw new Error(`The grammar has no title for ${kinds} ${activity}`);
  // The first titles of each list are the ones that the Hub's own forms and tools write: they come up more often.
  const template = templates[Math.floor(templates.length * random.next() ** 1.7)]!;
  return fillSlots(template, context, 9, random);
}

function fillSlots(parts: readonly string[], context: TitleContext, largest: number, random: Random): string {
  let text = parts[0]!;
  for (let i = 1; i < parts.length; i += 2) {
    const slot = parts[i]!;
    if (slot === "number") text += 1 + random.int(largest);
    else text += words[slot] ? pick(words[slot], random) : context[slot as keyof TitleContext];
    text += parts[i + 1]!;
  }
  return text;
}

const reasons = [
  "The {section} part said too little, readers of {architecture} asked for more.",
  "Found while testing on {device}; the other files stay as they are.",
  "Same numbers as before within rounding, checked on {number} samples.",
  "Needed by {library}; see the discussion about {place}.",
  "Step {step} gave better scores than the one before on our held-out set.",
];

/** A message under the title: empty for most commits, as on the Hub. */
export function commitBody(context: TitleContext, coAuthor: string | null, random: Random): string {
  const text =
    random.next() < 0.06 ? fillSlots(pick(reasons, random).split(/[{}]/), context, 999, random) : "";
  const trailer = coAuthor ? `Co-authored-by: ${coAuthor} <${coAuthor}@users.noreply.example>` : "";
  return [text, trailer].filter(Boolean).join("\n\n");
}
