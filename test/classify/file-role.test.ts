import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FileRole, fileRole, fileRoleRules } from "../../src/classify/file-role.js";

const known: Record<FileRole, string[]> = {
  card: ["README.md", "readme_zh.md", "LICENSE", "LICENSE.txt", "NOTICE", "docs/usage.md", "USE_POLICY.md"],
  config: [
    "config.json",
    "generation_config.json",
    "preprocessor_config.json",
    "1_Pooling/config.json",
    "model_index.json",
    "model.safetensors.index.json",
    "training_args.bin",
    "requirements.txt",
    "scheduler/scheduler_config.json",
    "adapter_config.json",
    "hparams.yaml",
  ],
  weights: [
    "pytorch_model.bin",
    "pytorch_model-00001-of-00002.bin",
    "model.safetensors",
    "tf_model.h5",
    "flax_model.msgpack",
    "onnx/model.onnx",
    "onnx/model.onnx_data",
    "llama-2-7b.Q4_K_M.gguf",
    "unet/diffusion_pytorch_model.safetensors",
    "variables/variables.data-00000-of-00001",
    "ppo-LunarLander-v2.zip",
    "openvino_model.xml",
    "rust_model.ot",
  ],
  tokenizer: [
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "special_tokens_map.json",
    "spiece.model",
    "sentencepiece.bpe.model",
    "tokenizer.model",
    "source.spm",
    "added_tokens.json",
    "chat_template.jinja",
  ],
  code: ["handler.py", "modeling_phi.py", "notebook.ipynb", "run.sh", "tokenization_qwen.py"],
  data: [
    "trainer_state.json",
    "all_results.json",
    "eval_results.txt",
    "runs/Mar01/events.out.tfevents.1.host",
    "train.csv",
    "logs/debug.log",
    "train/train_1.json",
  ],
  media: ["replay.mp4", "sample.png", "images/loss.png", "audio/1.wav", "demo.gif"],
  housekeeping: [".gitattributes", ".gitignore", "__pycache__/model.cpython-38.pyc", ".DS_Store"],
  other: ["optimizer.pt", "rng_state_0.pth", "checkpoint-500/scheduler.pt", "", "strange", "scaler.pt"],
};

describe("fileRole", () => {
  for (const [role, paths] of Object.entries(known))
    it.each(paths)(`knows %j as ${role}`, (path) => expect(fileRole(path)).toBe(role));

  it("does not see upper and lower case", () =>
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(known).flat()), (path) => {
        expect(fileRole(path.toUpperCase())).toBe(fileRole(path));
      }),
    ));

  it("answers for every text, in time linear in its length", () => {
    fc.assert(fc.property(fc.string(), (path) => typeof fileRole(path) === "string"));
    expect(fileRole(`${"a/".repeat(50_000)}x`)).toBe("other");
  });

  it("uses only what RE2 also reads: no lookaround, no back-reference, no flag", () => {
    for (const { pattern } of fileRoleRules) expect(pattern).not.toMatch(/\(\?|\\[1-9bB]/);
  });
});
