import { type CommitClassification, classifyCommit } from "./classify-commit.js";
import { type CommitKind, type CommitText, commitKinds } from "./commit-kind.js";

/** What a text-classification pipeline of @huggingface/transformers answers with all labels asked for. */
export type TextClassifier = (
  text: string,
  options: { top_k: null },
) => Promise<readonly { readonly label: string; readonly score: number }[]>;

/**
 * Loads a text-classification model through @huggingface/transformers, which is no dependency of this package: whoever
 * wants a transformer installs it beside. Throws, with what to do, where the library or the model cannot be had.
 */
export async function loadTextClassifier(model: string): Promise<TextClassifier> {
  const library = "@huggingface/transformers";
  let pipeline: (task: string, model: string) => Promise<TextClassifier>;
  try {
    ({ pipeline } = (await import(library)) as { pipeline: typeof pipeline });
  } catch (cause) {
    throw new Error(`--model needs ${library}, which is not installed: npm install ${library}`, { cause });
  }
  return pipeline("text-classification", model);
}

/**
 * Kinds from a transformer whose labels name them (corrective, adaptive, perfective, none, in any case), activity from
 * the shipped linear model. A kind is given from probability 0.5, the likeliest always. Throws where no label names a kind.
 */
export async function classifyWithTransformer(
  commit: CommitText,
  classify: TextClassifier,
): Promise<CommitClassification> {
  const linear = classifyCommit(commit, { explain: false });
  const text = [commit.title, commit.message].filter(Boolean).join("\n").slice(0, 4000);
  if (text.trim() === "") return classifyCommit(commit);
  const answers = await classify(text, { top_k: null });
  const scores = { ...linear.scores };
  const named = new Set<CommitKind>();
  for (const { label, score } of answers) {
    const kind = commitKinds.find((name) => name === label.toLowerCase());
    if (!kind) continue;
    scores[kind] = score;
    named.add(kind);
  }
  if (named.size === 0)
    throw new Error(
      `The model's labels are ${answers.map(({ label }) => label).join(", ")}: none of ${commitKinds.join(", ")}.`,
    );
  for (const kind of commitKinds) if (!named.has(kind)) scores[kind] = 0;
  const ranked = [...named].sort((a, b) => scores[b] - scores[a]);
  const kinds =
    ranked[0] === "none"
      ? ranked.slice(0, 1)
      : ranked.filter((kind, i) => i === 0 || (kind !== "none" && scores[kind] >= 0.5));
  return {
    kinds,
    activity: linear.activity,
    scores,
    because: kinds.map((kind) => `${kind}: the transformer's probability is ${scores[kind].toFixed(3)}`),
  };
}
