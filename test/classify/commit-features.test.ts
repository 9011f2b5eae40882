import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommitFeatures } from "../../src/classify/commit-features.js";
import type { CommitText } from "../../src/classify/commit-kind.js";
import { idioms } from "../../src/classify/train/idioms.js";

function namesOf(commit: CommitText): string[] {
  const features = new CommitFeatures();
  features.read(commit);
  return Array.from({ length: features.count }, (_, i) => features.describe(i));
}

describe("CommitFeatures", () => {
  it("knows words, pairs, concepts and conventions", () => {
    const names = namesOf({ title: "Fix broken link (#12)", position: 1 });
    for (const name of [
      'the word "broken"',
      'the words "broken link"',
      '"fix" (fix) at the start',
      '"fix" (fix) before "link" (card)',
      'the title ends in a pull-request number like "(#12)"',
      "it is the first commit of the repository",
    ])
      expect(names).toContain(name);
  });

  it("reads a file name as one thing: a fix in it repairs nothing, a format in it makes it a converted copy", () => {
    const picture = namesOf({ title: "Upload images/fix-fp32.png" });
    expect(picture).toContain('the file ending ".png"');
    expect(picture.some((name) => name.includes("(fix)"))).toBe(false);
    expect(namesOf({ title: "Upload unet.fp16.safetensors" })).toContain(
      '"unet.fp0.safetensors" (format file)',
    );
    expect(namesOf({ title: "Upload unet.safetensors" })).toContain('"unet.safetensors" (weights file)');
  });

  it("passes over trailers and a squash's copy of the title, but sees the bot in them", () => {
    const message =
      "\n\n- Adding files (b6fded75cdcc85d09b7c6e15acd80004201a89b3)\n\nCo-authored-by: Safetensors convertbot <SFconvertbot@users.noreply.example>";
    const names = namesOf({ title: "Adding files (#2)", message });
    expect(names).toContain("the co-author is the conversion bot SFconvertbot");
    expect(names).toContain("the message lists the commits of a squashed pull request");
    expect(names.some((name) => name.includes("in the message"))).toBe(false);
  });

  it("reads upper and lower case and any number alike", () =>
    expect(namesOf({ title: "TRAINING IN PROGRESS, STEP 500" })).toEqual(
      namesOf({ title: "training in progress, step 7" }),
    ));

  it("is a function of the commit alone, whatever was read before", () =>
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (before, title) => {
        const used = new CommitFeatures();
        used.read({ title: before, message: before });
        used.read({ title });
        const fresh = new CommitFeatures();
        fresh.read({ title });
        expect([...used.hashes.subarray(0, used.count)]).toEqual([...fresh.hashes.subarray(0, fresh.count)]);
      }),
    ));
});

describe("the features that the shipped weights were trained on", () => {
  it("are the same for invented titles, files and odd texts: after a change train again (npm run train), then renew", () => {
    const odd: CommitText[] = [
      { title: "Fix LlamaForCausalLM's pad_token_id in config.json (#12)", position: 1 },
      {
        title: "..hidden .gitattributes v1.2.3 fp16/bf16 Q4_K_M",
        message: "One line\n\n* another\n- third\n",
      },
      { title: "Größe naïve 修复 ошибка", message: "\nCo-authored-by: SFconvertbot <x@y.z>\n" },
      { title: "x".repeat(300), message: "aB".repeat(400), files: ["a/b/model.safetensors", "README.md"] },
      { title: "", message: "", files: [] },
      { title: "Merge branch 'main' of https://huggingface.co/a/b", files: null },
    ];
    const features = new CommitFeatures();
    const sum = createHash("sha256");
    for (const text of [...idioms(1).map((idiom) => idiom.text), ...odd]) {
      features.read(text);
      const { count } = features;
      sum.update(
        `${count} ${features.hashes.subarray(0, count).join()} ${features.groups.subarray(0, count).join()};`,
      );
    }
    expect(sum.digest("hex").slice(0, 16)).toBe("47ff9350135e8b90");
  });
});
