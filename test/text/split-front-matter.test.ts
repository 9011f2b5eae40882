import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFrontMatter } from "../../src/text/split-front-matter.js";

describe("splitFrontMatter", () => {
  it("takes head and text apart", () => {
    expect(splitFrontMatter("---\nlicense: mit\ntags:\n- a\n---\n# Title\n---\nmore")).toEqual({
      frontMatter: { license: "mit", tags: ["a"] },
      text: "# Title\n---\nmore",
      problem: null,
    });
  });

  it.each([
    ["no head", "# Title", null, "# Title"],
    ["nothing", "", null, ""],
    ["an empty head", "---\n---\ntext", null, "text"],
    ["a head that never ends", "---\nlicense: mit\n", null, "---\nlicense: mit\n"],
    ["Windows line ends and a byte order mark", "\uFEFF---\r\na: 1\r\n---\r\ntext", { a: 1 }, "text"],
    ["a rule later on", "text\n---\na: 1\n---\n", null, "text\n---\na: 1\n---\n"],
  ])("handles %s", (_, card, frontMatter, text) => {
    expect(splitFrontMatter(card)).toEqual({ frontMatter, text, problem: null });
  });

  it("keeps the text of a card whose head is broken, and says why", () => {
    const { frontMatter, text, problem } = splitFrontMatter("---\na: [1\n---\ntext");
    expect([frontMatter, text]).toEqual([null, "text"]);
    expect(problem).toMatch(/flow/i);
  });

  it("does not expand an alias bomb", () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`);
    const { frontMatter, problem } = splitFrontMatter(`---\nl0: &l0 [x]\n${levels.join("\n")}\n---\n`);
    expect(frontMatter).toBeNull();
    expect(problem).toMatch(/alias/i);
  });

  it("never runs a head that calls itself code", () => {
    expect(splitFrontMatter("---js\nthrow new Error('ran')\n---\n").frontMatter).toBeNull();
    expect(splitFrontMatter("---\na: !!js/function 'function () { throw 1 }'\n---\n").frontMatter).toEqual({
      a: "function () { throw 1 }",
    });
  });

  it("loses no text, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const split = splitFrontMatter(`---\na: 1\n---\n${text}`);
        expect(split.text).toBe(text);
        expect(() => splitFrontMatter(text)).not.toThrow();
      }),
    );
  });
});
