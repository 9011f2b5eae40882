import { describe, expect, it } from "vitest";
import { activityByKeyword, kindsByKeyword } from "../../../src/classify/train/keyword-rules.js";

const kindsOf = (title: string, message: string | null = null) => [...kindsByKeyword({ title, message })];

describe("kindsByKeyword", () => {
  it.each([
    ["Fix typo", ["corrective"]],
    ["Add ONNX support", ["adaptive"]],
    ["Update README.md", ["perfective"]],
    ["Fix crash and clean up the port to Flax", ["corrective", "adaptive", "perfective"]],
    ["initial commit", ["none"]],
    ["Merge branch 'main'", ["none"]],
    // No keyword: most commits improve something.
    ["asdf", ["perfective"]],
    // Keywords begin a word.
    ["prefix", ["perfective"]],
  ])("%s", (title, kinds) => expect(kindsOf(title)).toEqual(kinds));

  it("reads the message as well", () => {
    expect(kindsOf("asdf", "the loader crashed on BUGGY input: bug 7")).toEqual(["corrective"]);
    expect(kindsOf("fix", "to support 4bit")).toEqual(["corrective", "adaptive"]);
  });
});

describe("activityByKeyword", () => {
  it.each([
    ["Initial commit", "create"],
    ["first commit of README.md", "create"],
    ["Delete README.md", "housekeeping"],
    ["Update .gitattributes", "housekeeping"],
    ["Update README.md", "card"],
    ["Change the LICENCE", "card"],
    ["New plot.PNG", "card"],
    ["Add GGUF model", "format"],
    ["Upload tokenizer", "config"],
    ["Fix labels.json", "config"],
    ["Update handler.py", "code"],
    ["Training in progress, step 500", "weights"],
    ["Upload pytorch.bin", "weights"],
    ["asdf", "unclear"],
  ] as const)("%s", (title, activity) => expect(activityByKeyword({ title })).toBe(activity));
});
