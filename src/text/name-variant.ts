/** What the name alone says was done to a model. */
export type NameVariant = "fine-tuned" | "quantised" | "distilled" | "deduplicated";

/** In the order in which notebooks show them. */
export const nameVariants: readonly NameVariant[] = ["fine-tuned", "quantised", "distilled", "deduplicated"];

const patterns: Readonly<Record<NameVariant, RegExp>> = {
  "fine-tuned": /(^|[-_.])(fine-?tun\w*|ft|sft)([-_.]|$)/i,
  quantised: /(^|[-_.])(gguf|ggml|gptq|awq|exl2|int[48]|[48]-?bit|quanti[sz]ed|i?q[2-8](_\w+)?)([-_.]|$)/i,
  distilled: /distil/i,
  deduplicated: /dedup/i,
};

/**
 * The variants that a name states, by words of the name alone; a name can state several. "distilbert" counts as distilled,
 * whatever was done to it since: its base is.
 */
export function variantsOfName(name: string): NameVariant[] {
  return nameVariants.filter((variant) => patterns[variant].test(name));
}
