import { fileRole } from "./file-role.js";

/** How a file holds weights. PyTorch's own files and pickles can run code when they are loaded; the others cannot. */
export type WeightFormat =
  | "safetensors"
  | "PyTorch"
  | "GGUF or GGML"
  | "ONNX"
  | "TensorFlow or Keras"
  | "Flax"
  | "pickle"
  | "other";

/** In the order in which figures show them. */
export const weightFormats: readonly WeightFormat[] = [
  "safetensors",
  "PyTorch",
  "GGUF or GGML",
  "ONNX",
  "TensorFlow or Keras",
  "Flax",
  "pickle",
  "other",
];

/** The first that matches the lower-cased path wins: GGML and OpenVINO, too, keep weights in files called .bin. */
const rules: readonly (readonly [WeightFormat, RegExp])[] = [
  ["safetensors", /\.safetensors([._-]?[0-9]+)?$/],
  ["GGUF or GGML", /gg(uf|ml|jt)[^/]*$|\.llamafile$/],
  ["ONNX", /\.(onnx|ort)(_data|\.data)?([._-]?[0-9]+)?$|\.onnx_data|(^|\/)onnx__/],
  ["other", /openvino/],
  [
    "TensorFlow or Keras",
    /\.(h5|hdf5|keras|pb|tflite)([._-]?[0-9]+)?$|\.(data-[0-9]+-of-[0-9]+|ckpt-[0-9]+.*)$|(^|\/)variables\.index$/,
  ],
  ["Flax", /\.msgpack$/],
  ["pickle", /\.(pkl|pickle|joblib)$/],
  ["PyTorch", /\.(bin|pt|pth|th|ckpt)([._-]?[0-9]+)?$/],
];

/** The format of a weight file from its path alone; `other` where no rule knows it, null where it holds no weights. */
export function weightFormat(path: string): WeightFormat | null {
  if (fileRole(path) !== "weights") return null;
  const lower = path.toLowerCase();
  return rules.find(([, pattern]) => pattern.test(lower))?.[0] ?? "other";
}

/** The formats among paths, each once, in the order of `weightFormats`; empty where none holds weights. */
export function weightFormatsOf(paths: readonly string[]): WeightFormat[] {
  const found = new Set(paths.map(weightFormat));
  return weightFormats.filter((format) => found.has(format));
}
