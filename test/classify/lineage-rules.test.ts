import { describe, expect, it } from "vitest";
import { baseResolver, derivationKind, licenceClass, licenceStep } from "../../src/classify/index.js";

describe("a declared base", () => {
  const resolve = baseResolver(["distilbert/distilbert-base-uncased", "Owner/Model-7B", "x/a", "X/A"]);
  it.each([
    ["Owner/Model-7B", "Owner/Model-7B", "exact"],
    ["owner/model-7b", "Owner/Model-7B", "case"],
    ["distilbert-base-uncased", "distilbert/distilbert-base-uncased", "moved"],
    ["Model-7B", "Model-7B", "absent"],
    ["x/A", "x/A", "absent"],
    ["", "", "absent"],
  ])("%s is %s (%s)", (declared, id, match) => expect(resolve(declared)).toEqual({ id, match }));
});

describe("a licence", () => {
  it.each([
    ["apache-2.0", "permissive"],
    ["MIT", "permissive"],
    ["gpl-3.0", "copyleft"],
    ["cc-by-sa-4.0", "copyleft"],
    ["cc-by-nc-sa-4.0", "restrictive"],
    ["llama2", "restrictive"],
    ["other", "unknown"],
    ["unknown", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
    ["constructor", "unknown"],
  ])("%s is %s", (licence, expected) => expect(licenceClass(licence)).toBe(expected));

  it.each([
    ["apache-2.0", "apache-2.0", "kept"],
    ["apache-2.0", "cc-by-nc-4.0", "allowed"],
    ["cc-by-sa-3.0", "cc-by-sa-4.0", "allowed"],
    ["gpl", "gpl-3.0", "unclear"],
    ["gpl-3.0", "mit", "conflict"],
    ["gpl-3.0", "cc-by-nc-4.0", "conflict"],
    ["cc-by-nc-4.0", "apache-2.0", "conflict"],
    ["llama2", "gpl-3.0", "conflict"],
    ["openrail", "creativeml-openrail-m", "unclear"],
    ["other", "mit", null],
    ["llama2", null, null],
    [null, "mit", null],
  ])("from %s to %s is %s", (base, child, step) => expect(licenceStep(base, child)).toBe(step));
});

describe("the kind of a derivation", () => {
  it.each([
    ["Zephyr-Q4_K_M", {}, "quantised", "name"],
    ["Zephyr-GGUF", {}, "quantised", "name"],
    ["Zephyr-4.0bpw-h6-exl2", {}, "quantised", "name"],
    ["bert-4bit", {}, "quantised", "name"],
    ["zephyr", { library: "gguf" }, "quantised", "library"],
    ["zephyr-merge-awq", { tags: ["merge"] }, "quantised", "name"],
    ["zephyr", { tags: ["merge", "4-bit"] }, "quantised", "tag"],
    ["zephyr-slerp", {}, "merged", "name"],
    ["zephyr-lora", { tags: ["generated_from_trainer"] }, "adapter", "name"],
    ["zephyr", { library: "peft" }, "adapter", "library"],
    ["distilled-zephyr", {}, "distilled", "name"],
    ["zephyr-finetuned-squad", {}, "fine-tuned", "name"],
    ["zephyr", { tags: ["generated_from_trainer"] }, "fine-tuned", "tag"],
    ["zephyr-gguf", { tags: ["base_model:finetune:x/y"] }, "fine-tuned", "relation"],
    ["zephyr", { hasBase: true }, "fine-tuned", "default"],
  ])("%s %j is %s by its %s", (name, given, kind, because) =>
    expect(derivationKind(name, given)).toEqual({ kind, because }),
  );

  it("is unknown where nothing says that the model came from another", () => {
    expect(derivationKind("zephyr")).toBeNull();
    // A word must stand alone: distilbert is an architecture, "mint4u" no integer of four bits.
    expect(derivationKind("distilbert-mint4u-alora")).toBeNull();
    expect(derivationKind("")).toBeNull();
  });
});
