import { describe, expect, it } from "vitest";
import {
  baseResolver,
  countDerivations,
  derivationKind,
  derivations,
  intermediaries,
  languageDrift,
  licenceClass,
  licenceDrift,
  licenceMove,
  licenceStep,
  licencesByChance,
} from "../../src/classify/index.js";

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

describe("drift from base to child", () => {
  it("counts licences by step and class, and what cannot be compared", () => {
    const drift = licenceDrift([
      ["llama2", "mit"],
      ["llama2", "gpl-3.0"],
      ["mit", "gemma"],
      ["mit", "mit"],
      ["other", "mit"],
      [null, null],
    ]);
    expect(drift).toMatchObject({ pairs: 6, unknown: 2, loosened: 2, tightened: 1 });
    expect(drift.steps).toEqual({ kept: 1, allowed: 1, conflict: 2, unclear: 0 });
    expect(drift.classes).toEqual([
      [1, 0, 1, 0],
      [0, 0, 0, 0],
      [1, 1, 0, 0],
      [1, 0, 0, 1],
    ]);
    expect(licenceDrift([])).toMatchObject({ pairs: 0, unknown: 0, loosened: 0, tightened: 0 });
  });

  it("counts languages only where both state one", () => {
    expect(
      languageDrift([
        [["en", "de"], ["en"]],
        [["en"], ["en", "fr"]],
        [["en", "en"], ["en"]],
        [["en"], ["de"]],
        [["de", "fr"], ["de"]],
        [null, ["en"]],
        [["en"], []],
      ]),
    ).toEqual({ stated: 5, same: 1, fewer: 2, more: 1, others: 1, toEnglish: 1, fromEnglish: 1 });
  });
});

it("calls an account an intermediary by how many of its models are derived", () => {
  const owners = [...Array(10).fill("a"), ...Array(10).fill("b"), ...Array(9).fill("c"), null];
  const derived = owners.map((_, i) => i < 5 || (i >= 10 && i < 14) || i >= 20);
  expect([...intermediaries(owners, derived)]).toEqual(["a"]);
  expect([...intermediaries(owners, derived, { least: 9, share: 0.4 })]).toEqual(["a", "b", "c"]);
  expect(() => intermediaries(["a"], [])).toThrow(RangeError);
});

it("deals licences by chance with the margins kept, whatever was planted in the pairs", () => {
  const pairs = Array.from({ length: 400 }, (_, i) =>
    i % 2 ? (["gpl-3.0", "gpl-3.0"] as const) : (["mit", "mit"] as const),
  );
  const { conflict, loosened } = licencesByChance(pairs, { seed: 1, deals: 50 });
  // Half of the copyleft bases meet a permissive child by chance: a quarter of all pairs; in the pairs there is none.
  expect(conflict).toHaveLength(50);
  expect(conflict[25]).toBeCloseTo(0.25, 1);
  expect(conflict[0]).toBeGreaterThan(0.15);
  expect(loosened).toHaveLength(0);
  expect(licencesByChance([], { seed: 1, deals: 3 }).conflict).toHaveLength(0);
});

it.each([
  ["llama2", "mit", "loosened"],
  ["gpl-3.0", "cc-by-nc-4.0", "tightened"],
  ["gpl-3.0", "mit", null],
  ["llama2", "other", null],
  ["gemma", "llama2", null],
])("from %s to %s terms are %s", (base, child, move) => expect(licenceMove(base, child)).toBe(move));

it("counts derivations by kind, and those that a mark tells", () => {
  const model = (name: string, library: string | null = null) => ({ name, library, tags: [] });
  const counts = countDerivations(derivations([model("zephyr"), model("zephyr-ft"), model("z", "peft")]));
  expect(counts.filter(({ count }) => count > 0)).toEqual([
    { kind: "fine-tuned", count: 2, marked: 1 },
    { kind: "adapter", count: 1, marked: 1 },
  ]);
  expect(countDerivations([]).every(({ count }) => count === 0)).toBe(true);
});
