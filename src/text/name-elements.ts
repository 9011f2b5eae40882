/** What a part of a model's name says. */
export type NameElement =
  | "base"
  | "size"
  | "version"
  | "quantisation"
  | "format"
  | "language"
  | "task"
  | "dataset"
  | "training"
  | "input"
  | "date"
  | "identifier";

/** In the order in which notebooks show them. */
export const nameElements: readonly NameElement[] = [
  "base",
  "size",
  "version",
  "quantisation",
  "format",
  "language",
  "task",
  "dataset",
  "training",
  "input",
  "date",
  "identifier",
];

interface ElementRule {
  readonly element: NameElement;
  readonly words: readonly string[];
  /** For words with numbers in them; matched against the whole part in lower case. */
  readonly pattern?: RegExp;
}

const words = (text: string) => text.trim().split(/\s+/);

/**
 * First match wins. Words and patterns are the Hub's habits, gathered from its libraries' documentation, its task and
 * language lists and the families of models known by name; a word that means two things stands where it is commoner.
 */
export const nameElementRules: readonly ElementRule[] = [
  { element: "date", words: [], pattern: /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$|^20(1\d|2\d)$/ },
  {
    element: "quantisation",
    words: words(
      "gptq awq exl2 hqq aqlm quip quip# bnb nf4 fp4 quantized quantised quant quants imatrix imat autoround",
    ),
    pattern:
      /^(int[48]|fp(8|16|32)|bf16|f16|f32|w\d+a\d+|[2-8](\.\d+)?bpw|[2-8]-?bits?|i?q[1-8](_\w+)*|h[68]|128g|32g|g128)$/,
  },
  {
    element: "format",
    words: words(
      "gguf ggml onnx safetensors openvino ov mlx coreml tflite ckpt pytorch tf jax flax hf ct2 ctranslate2 diffusers",
    ),
  },
  { element: "version", words: [], pattern: /^(v|ver|version)\.?\d+(\.\d+)*[a-z]?$|^\d+\.\d+(\.\d+)*$/ },
  {
    element: "size",
    words: words("tiny mini small medium base large xlarge xl xxl xs xsmall xxs giant huge nano micro big"),
    pattern: /^(\d{1,3}x)?\d{1,4}(\.\d{1,3})?[bm]$/,
  },
  {
    element: "input",
    words: ["longformer-4096"],
    pattern:
      /^(\d{1,4}k|1m|patch\d+|p\d{2}|\d{3,4}px|\d{3,4}x\d{3,4}|(seq|ctx|len)\d+|224|384|512|1024|2048|4096|8192|16384|32768)$/,
  },
  {
    element: "base",
    words:
      words(`bert roberta xlmroberta xlm xlmr distilbert distilroberta albert electra deberta mdeberta camembert
      flaubert bart mbart pegasus led longformer bigbird t5 mt5 byt5 flan ul2 gpt gpt2 distilgpt2 gptj gptneo neox opt
      bloom bloomz llama alpaca vicuna guanaco wizardlm mistral mixtral zephyr openhermes hermes dolphin falcon mpt
      pythia phi gemma qwen yi baichuan chatglm internlm deepseek solar stablelm starcoder santacoder codegen codellama
      codet5 codebert tinyllama openllama olmo mamba rwkv command orca nous airoboros platypus
      sd sdxl stable diffusion flux controlnet kandinsky unet vae vit deit beit swin dinov2 clip siglip blip blip2 git
      resnet efficientnet convnext mobilenet yolo detr segformer sam dpt layoutlm layoutlmv3 donut trocr
      wav2vec2 wav2vec hubert wavlm whisper speecht5 xls xlsr mms bark vits tacotron minilm mpnet sbert e5 bge gte
      ppo dqn a2c sac td3 reinforce qlearning marian opusmt nllb m2m100 madlad indicbert muril phobert rubert
      cased uncased`),
    pattern:
      /^(llama|qwen|phi|gemma|mistral|gpt|vicuna|yi|glm|chatglm|baichuan|internlm|yolo|opt|sd|t5|sdxl|deberta)-?v?\d+(\.\d+)?$/,
  },
  {
    element: "training",
    words:
      words(`finetuned finetune finetuning tuned ft sft dpo orpo kto rlhf ppo-tuned instruct it chat lora qlora dora
      adapter adapters peft distilled distil distill merged merge slerp ties dare pretrained pretraining scratch
      continued trained train trainer training retrained pruned sparse deduped dreambooth checkpoint ckp epoch epochs
      frozen aligned alignment unaligned abliterated uncensored test demo fp mlm clm lm`),
    pattern:
      /^(\d+(\.\d+)?(e|ep|epochs?|steps?|k?steps)|(e|ep|epochs?|steps?|lr|bs|batch|seed|run|fold|checkpoint)\d+|\d+e\d*|lr\d.*|r\d{1,3})$/,
  },
  {
    element: "task",
    words:
      words(`classification classifier classify ner pos tagging qa question answering summarization summarizer
      summary translation translator sentiment emotion toxicity toxic hate spam detection detector segmentation captioning
      caption asr tts stt speech transcription embedding embeddings retrieval reranker rerank similarity nli generation
      generator completion text image audio video token sequence regression ocr vqa reward rm coder code math
      conversational dialogue chatbot roleplay rp paraphrase paraphraser recognition extraction`),
  },
  {
    element: "dataset",
    words:
      words(`squad squadv2 squad2 imdb glue superglue sst sst2 cola mrpc qqp mnli qnli rte wnli stsb snli multinli
      xnli anli conll conll03 conll2003 wikiann ontonotes wikitext wikitext2 wikipedia wiki opus books billsum xsum cnn
      dailymail samsum cnndm ag agnews news yelp amazon reviews tweet tweets twitter reddit emotion-set dbpedia trec
      clinc clinc150 oos banking77 massive commonvoice voice librispeech minds14 fleurs gtzan voxpopuli ljspeech imagenet
      imagenet1k in21k in22k in1k cifar10 cifar100 mnist food101 beans eurosat coco ade20k ade cityscapes pokemon
      ultrachat ultrafeedback openassistant oasst oasst1 dolly sharegpt openorca slimorca guanaco-set c4 pile laion
      kde4 wmt wmt14 wmt16 en_ro pubmed medqa cord funsd docvqa swag marc lunarlander cartpole pixelcopter frozenlake
      taxi pyramids huggy snowballtarget soccertwos pandareachdense antbulletenv spaceinvadersnoframeskip doom`),
  },
  {
    element: "language",
    words:
      words(`en de fr es it pt nl ru zh ja ko ar hi tr pl sv fi da no cs el he uk ro hu vi th id fa bn ta te mr ur sw
      english german french spanish italian portuguese dutch russian chinese japanese korean arabic hindi turkish polish
      swedish finnish danish norwegian czech greek hebrew ukrainian romanian hungarian vietnamese thai indonesian persian
      bengali tamil telugu marathi urdu swahili catalan basque galician malay tagalog nepali sinhala mongolian kazakh
      uzbek georgian armenian icelandic estonian latvian lithuanian slovak slovenian croatian serbian bulgarian
      multilingual bilingual multi cross`),
  },
];
