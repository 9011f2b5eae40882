/**
 * Tags that name what a model's weights were made with: the frameworks of the Hub's own filter. The Hub derives them from
 * file names, so a model that offers safetensors alone names none, whatever it was trained with.
 */
export const frameworkTags: Readonly<Record<string, string>> = {
  pytorch: "pytorch",
  tf: "tensorflow",
  tensorflow: "tensorflow",
  keras: "keras",
  "tf-keras": "keras",
  jax: "jax",
  flax: "jax",
  mlx: "mlx",
  paddlepaddle: "paddlepaddle",
  mindspore: "mindspore",
};

/** Tags that name how the weights are stored or run: formats and runtimes, which say nothing of the framework. */
export const formatTags: Readonly<Record<string, string>> = {
  safetensors: "safetensors",
  gguf: "gguf",
  ggml: "ggml",
  onnx: "onnx",
  openvino: "openvino",
  coreml: "coreml",
  tflite: "tflite",
};
