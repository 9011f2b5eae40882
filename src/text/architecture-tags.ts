/** Tags by which the Hub names a language model's architecture, the commonest of mid-2024; each counts as itself. */
export const architectureTags: Readonly<Record<string, string>> = Object.fromEntries(
  `llama bert mistral distilbert gpt2 roberta t5 xlm-roberta gpt_neox mixtral gemma phi qwen2 bart electra opt bloom
   albert marian falcon gpt_neo mpt deberta-v2`
    .split(/\s+/)
    .map((tag) => [tag, tag]),
);
