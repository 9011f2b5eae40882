import type { ModelPlan } from "./plan-model.js";
import { notForAll } from "./write-card.js";

const frameworks: readonly { readonly tag: string; readonly file: RegExp }[] = [
  { tag: "pytorch", file: /(^|\/)[\w-]*\.(bin|pt|ckpt)$/ },
  { tag: "tf", file: /\.h5$/ },
  { tag: "tf-keras", file: /(^|\/)saved_model\.pb$/ },
  { tag: "jax", file: /\.msgpack$/ },
  { tag: "onnx", file: /\.onnx$/ },
  { tag: "safetensors", file: /\.safetensors$/ },
  { tag: "gguf", file: /\.gguf$/ },
  { tag: "tflite", file: /\.tflite$/ },
  { tag: "joblib", file: /\.joblib$/ },
];

/** The tags of a model in the Hub's order: library, frameworks by the files at the head, design, task, the rest. */
export function modelTags(plan: ModelPlan, headPaths: readonly string[], saysAdult: boolean): string[] {
  const present = frameworks.filter(({ file }) => headPaths.some((path) => file.test(path)));
  return [
    ...new Set([
      ...(plan.library ? [plan.library] : []),
      ...present.map(({ tag }) => tag),
      plan.architecture,
      ...(plan.statesTask ? [plan.task] : []),
      ...(plan.cardKind === "generated-by-trainer" ? ["generated_from_trainer"] : []),
      ...(saysAdult ? [notForAll] : []),
      ...plan.languages,
      ...plan.datasets.map((name) => `dataset:${name}`),
      ...plan.arxivIds.map((id) => `arxiv:${id}`),
      ...(plan.parent?.declared ? [`base_model:${plan.parent.id}`] : []),
      ...(plan.licence ? [`license:${plan.licence}`] : []),
      ...(plan.library === "transformers" ? ["autotrain_compatible", "endpoints_compatible"] : []),
      `region:${plan.owner.community % 3 === 0 ? "eu" : "us"}`,
    ]),
  ];
}

const weightFile = /\.(bin|pt|ckpt|h5|msgpack|onnx|safetensors|gguf|tflite|joblib|pkl|zip|nemo|pb)$/;

/** Bytes at the head: a set of weights in each format, two bytes a parameter, and small files. */
export function sizeAtHead(plan: ModelPlan, headPaths: readonly string[]): number {
  const formats = new Set(
    headPaths.filter((path) => weightFile.test(path)).map((path) => path.slice(path.lastIndexOf("."))),
  );
  return formats.size * plan.parameters * 2 + headPaths.length * 1800 + (plan.index % 977);
}
