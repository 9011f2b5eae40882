/**
 * Words of the Hub's commit messages by what they stand for. A concept is a feature of the classifier like any n-gram:
 * the lexicon says what a word means, the training says what that speaks for. Words are lower case with every run of
 * digits written 0; a phrase of two words is written with one space and takes the place of its words.
 */
const words = {
  add: "add adds added adding addition create creates created creating include includes included including introduce introduces provide provides append insert generated generate generating 添加 增加 新增 创建 加入 추가 追加 ajout añadir",
  upload:
    "upload uploads uploaded uploading uplaod push pushes pushed pushing submit submits submitted release releases released publish published import imports imported duplicate duplicated copy copied save saved store put commit commits commited committed commiting sync synced reupload uload 上传 提交 发布 업로드",
  update:
    "update updates updated updating upgrade upgrades upgraded modify modifies modified modifying modification change changes changed changing edit edits edited editing revise revised refresh set sets switch replace replaced replaces amend bump adjust adjusted adjustments tweak upd align rewrite 更新 修改 调整 변경 수정 업데이트 actualizar",
  improve:
    "improve improves improved improving improvement improvements better enhance enhanced enh optimize optimized refactor refactoring refactored clean cleaned cleaning cleanup simplify simplified polish reformat format formatting style cosmetic tidy minor organize reorganize restructure clarify reword rephrase extend expand expanded more details 优化 改进 完善",
  fix: "fix fixes fixed fixing fixup hotfix bugfix bug bugs bugfixes correct corrects corrected correcting correction corrections correctly typo typos misspelling misspelled misspelt spelling mispelling wrong wrongly incorrect incorrectly broken mistake mistakes error errors invalid crash crashes failure fails failing repair repaired resolve resolves resolved solve solved solves issue issues nan overflow leak deadlock ensure ensures prevent prevents avoid avoids 修复 修正 错误 纠正 修改错误 오류 修復 erreur corrige",
  missing: "missing forgot forgotten mismatch mismatched inconsistent inconsistency bad workaround",
  revert:
    "revert reverts reverted reverting rollback undo restore restored restoring reinstate unrevert rollbacked 回滚 还原",
  remove:
    "delete deletes deleted deleting remove removes removed removing drop drops dropped unused redundant obsolete unnecessary unneeded unecessary useless discard purge prune 删除 移除 삭제 削除",
  rename:
    "rename renames renamed renaming move moves moved moving relocate relocated migrate reorganise 重命名 移动",
  merge: "merge merges merged merging 合并",
  convert:
    "convert converts converted converting conversion conversions export exports exported exporting port ported quantize quantizes quantizing quantise requantize 转换 量化",
  support:
    "support supports supported supporting compat compatible compatibility integrate integrates integrated integration adapt adapts adapted adaptation allow allows enable enables enabled enabling deprecated deprecation deprecate futurewarning adaptability runnable loadable 支持 适配 兼容 지원",
  train:
    "training train trained trains epoch epochs step steps retrain retrained finetune finetuned finetuning fine-tuned fine-tune distill distilling distillation distilled continue autotrain autonlp trainer timesteps 训练 学习 학습",
  init: "init initial initialize initialized inital intial first begin 初始化 初始 第一次",
  bot: "librarian automated automatic automatically datificate bot",
  card: "readme card cards modelcard license licence licenses licensed lisence doc docs documentation document citation citations cite bibtex bibtext bib paper papers arxiv widget widgets tag tags metadata meta description discription descriptions link links hyperlink url urls usage snippet snippets demo demos image images img picture pictures figure figures logo banner preview table tables result results evaluation evaluations eval benchmark benchmarks leaderboard score scores metrics metric mteb language languages note notes notice instruction instructions tutorial tutorials badge badges acknowledgement acknowledgements acknowledgments contact contacts reference references disclaimer limitations bias changelog yaml title titles section sections paragraph summary howto guideline guidelines credits screenshot markdown md wer cer carbon co0 emissions readmes introduction website blog text wording grammar grammarly info information comparison guide 说明 文档 许可 评测 介绍 模型卡 示例 对比 教程 链接 readme文件",
  example: "example examples sample samples prompt prompts colab video videos gif audio benchmarked",
  config:
    "config configs configuration configurations tokenizer tokenizers tokenizer's tokenization tokeniser vocab vocabulary vocabs merges preprocessor preprocessing processor processors scheduler token tokens template templates eos bos pad sep pooling parameters params hyperparameters hyperparams hparams settings setting default defaults length generation label labels id0label label0id temperature dropout extractor normalizer sentencepiece spm bpe lm_head rope eos_token bos_token pad_token pad_token_id eos_token_id model_max_length max_length chat_template generation_config tokenizer_config architectures dtype torch_dtype model_type 配置 分词器 词表",
  weights:
    "model models weight weights weigths weigts checkpoint checkpoints ckpt ckpts chkp lora loras unet vae adapter adapters shard shards sharded resharded classifier pretrained encoder decoder pipeline agent bin epoch0 embeddings embedding head backbone vocoder controlnet 模型 权重 모델 モデル modelo modèle",
  format:
    "safetensors safetensor onnx gguf ggufs ggml gptq gptqs awq exl0 exl mlx coreml mlmodel mlpackage openvino tflite tensorflow tesnsorflow tf tf0 flax jax msgpack rust torchscript jit tensorrt trt quant quants quantized quantised quantization quantizations quantisation int0 uint0 fp0 bf0 f0 float0 bfloat0 half 0bit 0-bit bit q0 q0_k q0_k_m q0_0 iq0 imatrix ctranslate0 ct0 paddle mnn ncnn bitsandbytes bnb nf0 mxfp0 whisperkittools whisperkit llamafile marlin hqq eetq aqlm endian traced optimum converted variant diffusers-format mxnet nemo-format",
  library:
    "transformers diffusers vllm tgi comfyui keras timm peft gradio python torch pytorch cuda endpoint endpoints sagemaker inference api mps gpu cpu device version versions library sentence-transformers sentence_transformers transformers.js transformersjs llama.cpp ollama sglang automodel auto_map automap trust_remote_code flash flash-attention sdpa attention fairseq espnet spacy flair unsloth accelerate deepspeed xformers colabcode hub serving deploy deployment triton st numpy deepsparse infinity haystack petals",
  code: "code codes script scripts modeling modelling handler notebook notebooks requirements requirement function functions import implementation class classes forward method methods args argument arguments module modules gradient checkpointing cache kv_cache use_cache forwarding kernel kernels dependency dependencies unittest test tests preprocess generate.py prints logging 代码 脚本",
  house:
    "gitattributes gitignore lfs git branch folder folders directory directories filename filenames path paths root subfolder subdirectory repo repository remote main master redundant_files cleanup_repo tracked track attributes",
  files: "file files everything all stuff various several things asset assets artifacts 文件 파일",
} as const;

const phrases: Partial<Record<keyof typeof words, string>> = {
  card: "model card|model cards|read me|model description|base model|base_model metadata|pipeline tag|pipeline_tag tag|library name|library_name tag|dataset info|evaluation results|eval results|usage example|example usage|code snippet|code snippets|code example|example code|sample code|widget example|how to|dataset id|language tag|papers with|model documentation|inference widget|inference example|code examples|model usage|using the",
  config:
    "chat template|special tokens|feature extractor|image processor|max length|sequence length|tokenizer config|generation config|model config|pad token|eos token|bos token|default scheduler|special token",
  format:
    "core ml|onnx model|open vino|tf weights|tf model|flax model|flax weights|rust model|diffusers weights|torch script|torchscript model|pytorch lightning|fp0 variant|tensorflow checkpoint|tensorflow model|big endian|half precision|hf format|gguf format",
  library:
    "sentence transformers|transformers js|llama cpp|inference endpoints|inference endpoint|inference api|flash attention|text generation-inference|remote code|python 0|comfyui workflow",
  weights:
    "text encoder|image encoder|safety checker|model weights|pytorch model|new model|model files|state dict|best model",
  train: "end of|model save|fine tuned|fine tune|fine tuning|in progress|training complete",
  init: "first commit|initial commit|init commit|first comit|initial upload|first version|initial version|initial release",
  house: "normal git|file name|file names|git ignore",
};

export type Concept = keyof typeof words;
export const concepts = Object.keys(words) as Concept[];

/** Number of a word's concept by the word, phrases included; numbers index `concepts`. */
export const conceptByWord: ReadonlyMap<string, number> = new Map(
  concepts.flatMap((concept, number) => [
    ...words[concept].split(" ").map((word) => [word, number] as const),
    ...(phrases[concept]?.split("|") ?? []).map((phrase) => [phrase, number] as const),
  ]),
);

/** What a file named in a title stands for, by its whole name and then by its ending. */
export const fileConcepts = [
  "card",
  "config",
  "weights",
  "format",
  "code",
  "house",
  "state",
  "data",
  "other",
] as const;
export type FileConcept = (typeof fileConcepts)[number];

const fileNames: Record<string, FileConcept> = {
  "readme.md": "card",
  "license.md": "card",
  "license.txt": "card",
  "modelcard.json": "card",
  "model_card.md": "card",
  "use_policy.md": "card",
  "citation.cff": "card",
  "config.json": "config",
  "tokenizer.json": "config",
  "tokenizer_config.json": "config",
  "special_tokens_map.json": "config",
  "vocab.json": "config",
  "vocab.txt": "config",
  "merges.txt": "config",
  "added_tokens.json": "config",
  "spiece.model": "config",
  "sentencepiece.bpe.model": "config",
  "tokenizer.model": "config",
  "source.spm": "config",
  "target.spm": "config",
  "spm.model": "config",
  "spiece.vocab": "config",
  "modules.json": "config",
  "model_index.json": "config",
  "preprocessor_config.json": "config",
  "generation_config.json": "config",
  "model.safetensors.index.json": "config",
  "pytorch_model.bin.index.json": "config",
  "requirements.txt": "code",
  "training_args.bin": "weights",
  "tf_model.h0": "format",
  "rust_model.ot": "format",
  "flax_model.msgpack": "format",
  "trainer_state.json": "state",
  "optimizer.pt": "state",
  "scheduler.pt": "state",
  "scaler.pt": "state",
  "rng_state.pth": "state",
  "optimizer.bin": "state",
  "all_results.json": "data",
  "train_results.json": "data",
  "eval_results.json": "data",
  modelfile: "config",
  dockerfile: "code",
};
const fileEndings: Record<FileConcept, string> = {
  card: "md mdx rst png jpg jpeg gif webp svg bmp mp0 webm mov wav flac ogg pdf docx html bib cff ico avif heic pptx tiff",
  config: "json yaml yml toml cfg ini vocab spm model codes bpe tiktoken gin jinja jinja0 conf config",
  weights:
    "bin safetensors pt pth ckpt th weights nemo pkl pickle joblib index meta data sft npz npy skops params tar gz zip tgz weight checkpoint",
  format:
    "gguf ggml onnx onnx_data tflite msgpack h0 ot mlmodel mlpackage mlmodelc pb xml pdparams pdiparams engine trt plan llamafile imatrix dduf keras ort rknn pte task mar",
  code: "py ipynb sh js ts cpp cu java bat rs go c h ps0 r",
  house: "gitattributes gitignore ds_store lock keep gitkeep",
  state: "",
  data: "csv tsv jsonl parquet log arpa arrow xlsx txt",
  other: "",
};

export const fileConceptByName: ReadonlyMap<string, number> = new Map(
  Object.entries(fileNames).map(([name, concept]) => [name, fileConcepts.indexOf(concept)]),
);
export const fileConceptByEnding: ReadonlyMap<string, number> = new Map(
  fileConcepts.flatMap((concept, number) =>
    fileEndings[concept]
      .split(" ")
      .filter(Boolean)
      .map((ending) => [ending, number] as const),
  ),
);
