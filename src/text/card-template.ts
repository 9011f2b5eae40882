/** A tool or template that writes cards, and the words by which its cards are known. */
export interface CardTemplate {
  readonly family: string;
  readonly pattern: RegExp;
}

/**
 * Families of generated cards, the first that matches holds. Each pattern is a sentence that the tool writes and people
 * hardly do; what they miss counts as written by hand, so the generated share is a lower bound.
 */
export const cardTemplates: readonly CardTemplate[] = [
  {
    family: "Trainer",
    pattern: /generated automatically according to the information the Trainer had access to/,
  },
  { family: "Keras", pattern: /generated automatically according to the information Keras had access to/ },
  { family: "AutoTrain", pattern: /Model Trained Using Auto(?:NLP|Train)/i },
  {
    family: "diffusers",
    pattern:
      /These are LoRA adap(?:ta)?tion weights|This is a (?:dreambooth|text-to-image) model (?:derived|finetuned)|This pipeline was finetuned from|<!-- This model card has been generated automatically according to the information the training script had access to/i,
  },
  {
    family: "sentence-transformers",
    pattern: /This is a \[sentence-transformers\]\(https?:\/\/www\.SBERT\.net\) model/i,
  },
  { family: "SetFit", pattern: /This is a \[SetFit model?\]|This is a \[SetFit\]/ },
  { family: "spaCy", pattern: /\| \*\*spaCy\*\* \|/ },
  {
    family: "huggingartists",
    pattern: /made with \[huggingartists\]/,
  },
  { family: "huggingtweets", pattern: /made with \[huggingtweets\]/ },
  {
    family: "OPUS-MT",
    pattern: /OPUS readme:|\* OPUS readme|github\.com\/Helsinki-NLP\/(?:Tatoeba-Challenge|OPUS-MT-train)/,
  },
  { family: "ESPnet", pattern: /recipe in \[espnet\]|## ESPnet2? .{0,20}model/i },
  { family: "AdapterHub", pattern: /An \[adapter\]\(https:\/\/adapterhub\.ml\) for/ },
  {
    family: "reinforcement learning",
    pattern:
      /This is a trained model of an? \*\*|This is a \*\*[\w-]{1,40}\*\* agent|\*\*Q-Learning\*\* Agent playing/i,
  },
  { family: "merge", pattern: /This is a merge of pre-trained language models created using \[mergekit\]/ },
  { family: "Unsloth", pattern: /trained 2x faster with \[Unsloth\]/i },
  { family: "PyTorchModelHubMixin", pattern: /pushed to the Hub using the \[PytorchModelHubMixin\]/i },
  {
    family: "quantisation",
    pattern:
      /quantized (?:version|using) .{0,80}llama\.cpp|This repo contains (?:GGUF|GPTQ|AWQ) (?:format )?model files|was converted to (?:GGUF|MLX) format from/i,
  },
  { family: "XLSR fine-tuning week", pattern: /^# Wav2Vec2-Large-XLSR-53-/m },
  {
    family: "Hub template",
    pattern:
      /model card of a 🤗 transformers model that has been pushed on the Hub|This modelcard aims to be a base template for new models/,
  },
];

const placeholder = /\[(?:More Information Needed|needs more information)\]|\{\{ ?\w{1,40} ?/gi;

/**
 * The family of templates that a card comes from, or null for a card that none is known to have written. Cards that
 * keep eight or more placeholders of the Hub's template count as "Hub template" too. Only the first 2^20 characters are
 * read.
 */
export function cardTemplate(text: string): string | null {
  const head = text.length > 1 << 20 ? text.slice(0, 1 << 20) : text;
  for (const { family, pattern } of cardTemplates) if (pattern.test(head)) return family;
  return (head.match(placeholder)?.length ?? 0) >= 8 ? "Hub template" : null;
}
