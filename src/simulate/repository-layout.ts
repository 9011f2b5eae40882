import type { ModelPlan } from "./plan-model.js";

/** The files that a repository of a kind of model has, by what they are for. */
export interface RepositoryLayout {
  readonly config: readonly string[];
  readonly tokenizer: readonly string[];
  /** Weights in the repository's own format. */
  readonly weights: readonly string[];
  /** The same weights for other frameworks, one list a format. */
  readonly formats: readonly { readonly name: string; readonly files: readonly string[] }[];
  readonly code: readonly string[];
  readonly data: readonly string[];
  readonly media: readonly string[];
}

const bytesPerParameter = 2;
const shardBytes = 10e9;

function shards(stem: string, extension: string, parameters: number): string[] {
  const n = Math.min(40, Math.ceil((parameters * bytesPerParameter) / shardBytes));
  if (n <= 1) return [`${stem}.${extension}`];
  const number = (k: number) => String(k).padStart(5, "0");
  return [
    ...Array.from({ length: n }, (_, k) => `${stem}-${number(k + 1)}-of-${number(n)}.${extension}`),
    `${stem}.${extension}.index.json`,
  ];
}

/** Whether a model's authors save in the safer format themselves; they came to, over the years. */
export function savesSafetensors(plan: ModelPlan): boolean {
  return (
    plan.yearsSinceLaunch > 2.6 &&
    (plan.index * 2654435761) % 1000 < 250 * (plan.yearsSinceLaunch - 2.6) + 150
  );
}

/** What the repository of a planned model will hold when it is complete. */
export function repositoryLayout(plan: ModelPlan): RepositoryLayout {
  const { library, parameters, parent } = plan;
  const safe = savesSafetensors(plan);
  const own = (stem: string, unsafe: string, unsafeStem = stem) =>
    safe ? shards(stem, "safetensors", parameters) : shards(unsafeStem, unsafe, parameters);
  const media = ["images/overview.png", "images/curve.png", "samples/0001.png", "samples/0002.png"];
  const code = ["handler.py", "requirements.txt", "example.ipynb", "scripts/convert.py"];
  const onnx = { name: "ONNX", files: ["onnx/model.onnx", "onnx/model_quantized.onnx"] };
  switch (library) {
    case "gguf":
      return {
        config: ["config.json"],
        tokenizer: [],
        weights: ["Q4_K_M", "Q5_K_M", "Q8_0"].map((bits) => `${plan.architecture}.${bits}.gguf`),
        formats: [
          { name: "GGUF", files: ["Q2_K", "Q6_K"].map((bits) => `${plan.architecture}.${bits}.gguf`) },
        ],
        code: [],
        data: [],
        media: media.slice(0, 1),
      };
    case "peft":
      return {
        config: ["adapter_config.json"],
        tokenizer: ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"],
        weights: [safe ? "adapter_model.safetensors" : "adapter_model.bin"],
        formats: [{ name: "safetensors", files: ["adapter_model.safetensors"] }],
        code: code.slice(2, 3),
        data: ["trainer_state.json"],
        media: [],
      };
    case "diffusers":
      return {
        config: [
          "model_index.json",
          "scheduler/scheduler_config.json",
          "unet/config.json",
          "vae/config.json",
          "text_encoder/config.json",
        ],
        tokenizer: ["tokenizer/vocab.json", "tokenizer/merges.txt", "tokenizer/tokenizer_config.json"],
        weights: ["unet", "vae"].map(
          (part) => `${part}/diffusion_pytorch_model.${safe ? "safetensors" : "bin"}`,
        ),
        formats: [
          {
            name: "safetensors",
            files: ["unet/diffusion_pytorch_model.safetensors", "vae/diffusion_pytorch_model.safetensors"],
          },
          onnx,
        ],
        code: code.slice(0, 2),
        data: ["logs/train.log"],
        media,
      };
    case "stable-baselines3":
    case "ml-agents":
    case "sample-factory":
      return {
        config: ["config.json"],
        tokenizer: [],
        weights: library === "ml-agents" ? [`${plan.architecture}.onnx`] : [`${plan.architecture}.zip`],
        formats: [{ name: "ONNX", files: ["policy.onnx"] }],
        code: code.slice(1, 3),
        data: ["results.json"],
        media: ["replay.mp4"],
      };
    case "keras":
      return {
        config: ["config.json"],
        tokenizer: [],
        weights: ["saved_model.pb", "variables/variables.index"],
        formats: [{ name: "TFLite", files: ["model.tflite"] }, onnx],
        code,
        data: ["history.csv"],
        media,
      };
    case "sklearn":
      return {
        config: ["config.json"],
        tokenizer: [],
        weights: ["model.joblib"],
        formats: [onnx],
        code,
        data: ["train.csv"],
        media: media.slice(0, 2),
      };
    case "timm":
    case "fastai":
    case "ultralytics":
    case "asteroid":
    case "espnet":
    case "speechbrain":
    case "nemo":
    case "flair": {
      const weights: Record<string, string> = {
        fastai: "model.pkl",
        ultralytics: "best.pt",
        nemo: `${plan.architecture}.nemo`,
        speechbrain: "embedding_model.ckpt",
      };
      return {
        config: [library === "speechbrain" ? "hyperparams.yaml" : "config.json"],
        tokenizer: library === "espnet" || library === "speechbrain" ? ["tokens.txt"] : [],
        weights: weights[library] ? [weights[library]] : own("model", "bin", "pytorch_model"),
        formats: [{ name: "safetensors", files: ["model.safetensors"] }, onnx],
        code,
        data: ["results.json"],
        media: media.slice(0, 2),
      };
    }
    default: {
      const vocabulary =
        plan.index % 3 === 0 ? "sentencepiece.bpe.model" : plan.index % 3 === 1 ? "vocab.txt" : "merges.txt";
      const text = plan.domain === "natural language processing" || plan.domain === "multimodal";
      return {
        config: ["config.json", ...(plan.task === "text-generation" ? ["generation_config.json"] : [])],
        tokenizer: text
          ? ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", vocabulary]
          : ["preprocessor_config.json"],
        weights: own("model", "bin", "pytorch_model"),
        formats: [
          { name: "safetensors", files: shards("model", "safetensors", parameters) },
          onnx,
          { name: "TensorFlow", files: ["tf_model.h5"] },
          { name: "Flax", files: ["flax_model.msgpack"] },
        ].filter(({ name }) => !(safe && name === "safetensors")),
        code: parent ? code.slice(0, 3) : [...code, "modeling.py"],
        data: ["all_results.json", "trainer_state.json", "eval_results.json"],
        media: media.slice(0, 2),
      };
    }
  }
}
