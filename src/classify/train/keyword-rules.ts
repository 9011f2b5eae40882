import type { CommitActivity, CommitKind, CommitText } from "../commit-kind.js";

/**
 * The baseline that a study would write down first: kinds by keywords (the lists of Mockus and Votta 2000 and Mauczka et
 * al. 2012, in short), nothing else read. In titles of software projects and of the Hub alike.
 */
export function kindsByKeyword({ title, message }: CommitText): ReadonlySet<CommitKind> {
  const text = `${title} ${message ?? ""}`.toLowerCase();
  const kinds = new Set<CommitKind>();
  if (
    /\b(fix|bug|correct|error|fail|typo|wrong|broken|crash|revert|resolve|issue|patch|incorrect|missing)/.test(
      text,
    )
  )
    kinds.add("corrective");
  if (
    /\b(support|feature|implement|new|introduc|port|compat|safetensors|onnx|gguf|tensorflow|flax|convert|version|allow)/.test(
      text,
    )
  )
    kinds.add("adaptive");
  if (
    /\b(clean|refactor|improv|optimi|remov|renam|style|doc|readme|updat|upload|delet|simplif|mov|comment|test)/.test(
      text,
    )
  )
    kinds.add("perfective");
  if (kinds.size === 0) kinds.add(/initial commit|^merge\b/.test(text) ? "none" : "perfective");
  return kinds;
}

/** The activity by keywords of the title, first match. */
export function activityByKeyword({ title }: CommitText): CommitActivity {
  const text = title.toLowerCase();
  if (/initial commit|first commit/.test(text)) return "create";
  if (/^(delete|remove|rename|move|merge)|gitattributes|gitignore/.test(text)) return "housekeeping";
  if (/readme|card|licen[cs]e|\.(md|png|jpg)/.test(text)) return "card";
  if (/onnx|gguf|safetensors|tf_|flax|quant|openvino/.test(text)) return "format";
  if (/config|tokenizer|vocab|processor|\.json/.test(text)) return "config";
  if (/\.py|code|handler|script|requirements/.test(text)) return "code";
  if (/model|weight|checkpoint|training|\.bin|\.pt/.test(text)) return "weights";
  return "unclear";
}
