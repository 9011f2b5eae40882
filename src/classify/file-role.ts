/** What a file of a model repository is for. */
export type FileRole =
  | "card"
  | "config"
  | "weights"
  | "tokenizer"
  | "code"
  | "data"
  | "media"
  | "housekeeping"
  | "other";

export interface FileRoleRule {
  readonly role: FileRole;
  /** Source of a regular expression in the syntax that RE2 and JavaScript share, to be searched in the lower-cased path. */
  readonly pattern: string;
}

/** Alternatives that must be a whole file name, in any folder. */
const named = (...names: string[]) => `(^|/)(${names.join("|")})$`;
const ending = (...extensions: string[]) => `\\.(${extensions.join("|")})$`;
/** Endings that a shard or a numbered checkpoint may carry, and that training tools append a version to. */
const weightEndings =
  "safetensors|bin|pt|pth|th|ckpt|h5|hdf5|keras|msgpack|onnx|onnx_data|ort|gguf|ggml|ggjt|tflite|pb|mlmodel|mlpackage|ot|pdparams|pdiparams|pdmodel|params|nemo|joblib|pkl|pickle|caffemodel|mar|engine|trt|plan|pte|weights?|dduf|llamafile|task|litertlm|rten|xmodel|rknn|cbm|ubj|model";

/**
 * The rules that give a path its role: the first that matches the lower-cased path wins, `other` where none does.
 * Order carries meaning: names known in full come before extensions, because the Hub's conventions put weights,
 * tokenizers and settings alike into .json, .bin, .model and .txt.
 */
export const fileRoleRules: readonly FileRoleRule[] = [
  {
    role: "housekeeping",
    pattern: named(
      "\\.git[a-z]+",
      "\\.ds_store",
      "\\.huggingfaceignore",
      "\\.dockerignore",
      "\\.npmignore",
      "\\.pre-commit-config\\.ya?ml",
      "\\.editorconfig",
      "\\.gitkeep",
      "\\.keep",
      "thumbs\\.db",
      "desktop\\.ini",
      "_gitattributes",
      "gitattributes",
      "codeowners",
      "_success",
    ),
  },
  {
    role: "housekeeping",
    pattern:
      "(^|/)(__pycache__|\\.ipynb_checkpoints|\\.git|\\.github|\\.idea|\\.vscode|__macosx|\\.cache)/|\\.(pyc|lock|swp|bak|md5|sha256|sha1|sha256sum)$|(^|/)md5sums?(\\.txt)?$",
  },
  // Documentation that speaks of the model: the card, its translations, licences, notices and how to cite.
  {
    role: "card",
    pattern:
      "(^|/)(readme|licen[cs]es?|notice|copying|citation|model_?card|usage_?policy|use_policy|acceptable_use_policy|changelog|third.?party.?notices?|authors|contributing|code_of_conduct|security|disclaimer|terms|agreement)([-_. ][^/]*)?\\.?(md|mdx|rst|txt|cff|pdf|html|tex|bib)?$|\\.(md|mdx|rst|bib|cff)$",
  },
  // State from which training resumes (optimizer, scheduler, random generators) is neither weights nor settings.
  {
    role: "other",
    pattern:
      "(^|/)([^/]*[._-])?(optim(izer)?s?|opt_state|scheduler|scaler|rng_states?|random_states?|grad_scaler)([._-]?[0-9]+)?\\.(pt|pth|bin|pkl|msgpack|safetensors|npz)$|(^|/)(rng_state|random_states)[^/]*$|optim_states\\.pt$|[._-]optimizer[^/]*\\.pth$|(^|/)(_stable_baselines3_version|latest)$",
  },
  {
    role: "tokenizer",
    pattern:
      "(^|/)[^/]*(tokeni[sz]er|sentencepiece|spiece|vocab|merges|special_tokens?|added_tokens|bpe|wordpiece|unigrams|chat_template|lexicon|phonemizer|alphabet|normalizer)[^/]*\\.(json|jsonl|txt|model|vocab|bpe|codes|py\\.json|jinja2?|tiktoken|bin|pkl|pickle|dict|gz|tsv|csv|ya?ml|spm|db|npy|labels)$|\\.(spm|vocab|bpe|tiktoken|codes|jinja2?)$|(^|/)(dict(\\.[a-z_-]+)?\\.txt|(source|target|spm|sp|m|en|ja|zh)?_?(spm|bpe)[^/]*\\.model|sp\\.model|bpe[._-]codes[^/]*|tokens\\.(txt|json)|vocabulary[^/]*|codes|emoji\\.json|qwen\\.tiktoken|strings\\.json|lookups\\.bin|key2row)$",
  },
  // Vocabulary folders of spaCy pipelines (vocab/vectors) and tokenizers saved without an extension.
  { role: "tokenizer", pattern: "(^|/)(vocab|tokenizer)(/[^/.]*)?$" },
  { role: "config", pattern: "\\.index\\.json$" },
  // A dataset beside the model: files in folders named for a split.
  {
    role: "data",
    pattern:
      "(^|/)(train|valid|validation|test|dev|datasets?|corpus)/[^/]*\\.(json|jsonl|txt|csv|tsv|en|de|fr)$",
  },
  {
    role: "config",
    pattern: named(
      "training_args\\.bin",
      "args\\.(json|ya?ml|txt)",
      "dockerfile[^/]*",
      "makefile",
      "requirements[^/]*\\.txt",
      "packages\\.txt",
      "environment\\.ya?ml",
      "setup\\.cfg",
      "pyproject\\.toml",
      "package\\.json",
      "cfg",
      "modelfile",
      "params(\\.(json|ya?ml|txt))?",
      "labels?\\.(json|txt|csv)",
      "(id2label|label2id|label_map|labelmap|classes|class_names|tags|index_to_name)\\.(json|txt|pbtxt|csv)",
      "feats_stats\\.npz",
      "(vec_normalize|sample_input)\\.pkl",
    ),
  },
  {
    role: "code",
    pattern: ending(
      "py",
      "ipynb",
      "sh",
      "bash",
      "bat",
      "ps1",
      "cu",
      "cuh",
      "cpp",
      "cc",
      "c",
      "h",
      "hpp",
      "js",
      "mjs",
      "ts",
      "tsx",
      "java",
      "kt",
      "rs",
      "go",
      "swift",
      "r",
      "rmd",
      "jl",
      "lua",
      "pl",
      "php",
      "m",
      "metal",
      "wasm",
      "so",
      "dll",
      "exe",
      "whl",
      "patch",
      "diff",
      "cmake",
      "sbatch",
      "slurm",
      "sql",
      "css",
      "proto",
      "jar",
      "scm",
    ),
  },
  // Logs and measurements that training leaves behind.
  {
    role: "data",
    pattern:
      "(^|/)[^/]*(results?|metrics?|trainer_state|training_state|scores?|predictions?|predict|emissions|accuracy|evaluation|eval_|training_status|timers|leaderboard|benchmark|mteb|events\\.out|wandb-summary|wandb-metadata|wandb-history|training_log|history|stats_keys|batch_keys|_shape)[^/]*\\.?(json|jsonl|txt|csv|tsv|log|ya?ml|zip|out|md)?$|(^|/)(logs?|runs|wandb|mlruns|tensorboard|lightning_logs|log_history|eval|results?)/|(^|/)(events\\.out\\.tfevents[^/]*|[^/]*\\.tfevents[^/]*|[^/]*\\.log|[^/]*\\.wandb|md5|system_info\\.txt)$",
  },
  {
    role: "media",
    pattern: ending(
      "png",
      "jpe?g",
      "gif",
      "webp",
      "svg",
      "bmp",
      "tiff?",
      "ico",
      "heic",
      "avif",
      "mp4",
      "webm",
      "mov",
      "avi",
      "mkv",
      "wav",
      "mp3",
      "flac",
      "ogg",
      "opus",
      "m4a",
      "aac",
      "pdf",
      "pptx?",
      "docx?",
      "eps",
      "drawio",
      "ply",
      "glb",
      "obj",
      "html?",
      "ttf",
      "otf",
      "psd",
    ),
  },
  {
    role: "weights",
    pattern: `\\.(${weightEndings})([._-]?[0-9]+)?$|(^|/)(variables|saved_model)\\.(index|pb|data-[0-9]+-of-[0-9]+)$|(^|/)[^/]*\\.(data-[0-9]+-of-[0-9]+|ckpt-[0-9]+(\\.[a-z0-9_-]+)?|onnx\\.data|onnx_data[^/]*|bin[0-9]+|gguf[^/]*|mlpackage/.*|mlmodelc/.*|mlmodel)$|(^|/)(onnx__[^/]*|policy|model|checkpoint|pytorch_variables|moves|vectors|weights?|adapter_model|model_weights|lora_weights|parser|ner|tagger)$|\\.(mlpackage|mlmodelc)/`,
  },
  // OpenVINO pairs model.bin with model.xml; archives in the root hold a packed model (Stable-Baselines3, spaCy, NeMo).
  {
    role: "weights",
    pattern:
      "(^|/)[^/]*(model|encoder|decoder|unet|vae)[^/]*\\.xml$|^[^/]*\\.(zip|tar|tar\\.gz|tgz|gz|7z|rar|xz|tar\\.bz2|zst)(\\.part[0-9a-z]*)?$|(^|/)(checkpoint_[0-9]+|iter_[0-9]+)(/.*)?$",
  },
  {
    role: "config",
    pattern: ending(
      "json",
      "json5",
      "ya?ml",
      "toml",
      "cfg",
      "ini",
      "gin",
      "conf",
      "config",
      "prototxt",
      "pbtxt",
      "xml",
      "meta",
      "env",
      "hparams",
      "index",
    ),
  },
  {
    role: "data",
    pattern: ending(
      "csv",
      "tsv",
      "jsonl",
      "ndjson",
      "parquet",
      "arrow",
      "txt",
      "xlsx?",
      "db",
      "sqlite3?",
      "dat",
      "data",
      "lst",
      "tfrecords?",
      "conll[a-z]*",
      "textgrid",
      "scp",
      "ark",
      "rttm",
      "arpa",
      "npy",
      "npz",
      "zip",
      "gz",
      "tar",
      "tgz",
      "7z",
      "rar",
      "xz",
      "srt",
      "ctm",
      "hdf",
      "mat",
      "feather",
      "lmdb",
      "imatrix",
      "src",
      "tgt",
      "out",
    ),
  },
];

const compiled = fileRoleRules.map(({ role, pattern }) => ({ role, regex: new RegExp(pattern) }));

/**
 * The role of a file in a model repository, from its path alone: card, config, weights, tokenizer, code, data
 * (datasets, logs and measurements), media, housekeeping (.gitattributes and the like), or other. Upper and lower
 * case do not matter. An empty path, and one that no rule knows, is `other`.
 */
export function fileRole(path: string): FileRole {
  const lower = path.toLowerCase();
  return compiled.find(({ regex }) => regex.test(lower))?.role ?? "other";
}
