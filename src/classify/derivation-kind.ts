/** How a model came from its base. */
export type DerivationKind = "fine-tuned" | "quantised" | "adapter" | "merged" | "distilled" | "pruned";

/** In the order in which notebooks show them. */
export const derivationKinds: readonly DerivationKind[] = [
  "fine-tuned",
  "quantised",
  "adapter",
  "merged",
  "distilled",
  "pruned",
];

export interface Derivation {
  readonly kind: DerivationKind;
  /** What said so; "default" where nothing did and a model with a base is taken as fine-tuned. */
  readonly because: "relation" | "library" | "tag" | "name" | "default";
}

interface Rule {
  readonly kind: DerivationKind;
  readonly libraries: readonly string[];
  readonly tags: readonly string[];
  /** Whole words of the name, between separators. */
  readonly words: RegExp;
}

const relations: Readonly<Record<string, DerivationKind>> = {
  finetune: "fine-tuned",
  quantized: "quantised",
  adapter: "adapter",
  merge: "merged",
};

/**
 * First match wins: a quantised copy of a merge is a quantised copy, since that is what was done last. Within a rule a
 * library speaks before a tag, and a tag before the name.
 */
const rules: readonly Rule[] = [
  {
    kind: "quantised",
    libraries: ["gguf", "ctranslate2"],
    tags: [
      "gguf",
      "gptq",
      "awq",
      "exl2",
      "ggml",
      "quantized",
      "4-bit",
      "8-bit",
      "bitsandbytes",
      "aqlm",
      "hqq",
    ],
    words:
      /^(gguf|ggml|gptq|awq|exl2|exl|hqq|aqlm|quip|bnb|nf4|int[48]|fp8|w[48]a(8|16)|[2-8](\.\d+)?bpw|[2-8]bits?|i?q[2-8](_\w+)?|quanti[sz]ed|quant|quants|imat|imatrix)$/,
  },
  {
    kind: "merged",
    libraries: ["mergekit"],
    tags: ["mergekit", "merge", "frankenmerge"],
    words: /^(slerp|ties|dare|merged?|mergekit|frankenmerge|frankenmoe|lazymergekit)$/,
  },
  {
    kind: "adapter",
    libraries: ["peft", "adapter-transformers"],
    tags: [
      "lora",
      "qlora",
      "peft",
      "adapter-transformers",
      "textual_inversion",
      "controlnet",
      "template:sd-lora",
    ],
    words: /^(loras?|qlora|dora|adapters?|peft|controlnet)$/,
  },
  { kind: "distilled", libraries: [], tags: ["distillation"], words: /^(distill?(ed|ation)?|student)$/ },
  { kind: "pruned", libraries: [], tags: ["pruning"], words: /^(pruned|pruning|sparse|sparsity)$/ },
  {
    kind: "fine-tuned",
    libraries: [],
    tags: ["generated_from_trainer", "finetuned", "fine-tuned", "sft", "dpo", "autotrain"],
    words: /^(fine-?tuned?|finetuning|ft|sft|dpo|orpo|rlhf|instruct|chat)$/,
  },
];

/** All tags that the rules look for, for a query that reads no others. */
export const derivationTags: readonly string[] = rules.flatMap(({ tags }) => tags);

/**
 * The kind of derivation, and what says so: the relation that a `base_model:quantized:…` tag states (in use on the Hub
 * since late 2024), else a table of libraries, tags and words of the name. Null where nothing says that the model came
 * from another; with `hasBase`, a model on which nothing else is said counts as fine-tuned.
 */
export function derivationKind(
  name: string,
  {
    library = null,
    tags = [],
    hasBase = false,
  }: { library?: string | null; tags?: readonly string[]; hasBase?: boolean } = {},
): Derivation | null {
  for (const tag of tags) {
    const stated = relations[/^base_model:([a-z]+):/.exec(tag)?.[1] ?? ""];
    if (stated) return { kind: stated, because: "relation" };
  }
  const lower = new Set(tags.map((tag) => tag.toLowerCase()));
  const words = name.toLowerCase().split(/[-.\s]|_(?!k|[01s])/);
  for (const { kind, libraries, tags: marks, words: pattern } of rules) {
    if (library !== null && libraries.includes(library.toLowerCase())) return { kind, because: "library" };
    if (marks.some((mark) => lower.has(mark))) return { kind, because: "tag" };
    if (words.some((word) => pattern.test(word))) return { kind, because: "name" };
  }
  return hasBase ? { kind: "fine-tuned", because: "default" } : null;
}
