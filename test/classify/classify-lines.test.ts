import { describe, expect, it } from "vitest";
import { classifyCommit } from "../../src/classify/classify-commit.js";
import { classifyLines, commitOfLine } from "../../src/classify/classify-lines.js";

async function all(lines: Iterable<string>) {
  const results = [];
  for await (const result of classifyLines(lines)) results.push(result);
  return results;
}

describe("classifyLines", () => {
  it("gives one answer a line, in order, to plain lines and to objects alike", async () => {
    const lines = ["Update README.md", '{"title":"Fix config.json","message":""}', "", "initial commit"];
    expect(await all(lines)).toEqual([
      classifyCommit({ title: "Update README.md" }),
      classifyCommit({ title: "Fix config.json", message: "" }),
      classifyCommit({ title: "" }),
      classifyCommit({ title: "initial commit" }),
    ]);
  });

  it("answers nothing to nothing", async () => expect(await all([])).toEqual([]));

  it("has the shape that the design names", async () => {
    const [first] = await all(["Update README.md"]);
    expect(first).toMatchObject({ kinds: ["perfective"], activity: "card" });
    expect(Object.keys(first!)).toEqual(["kinds", "activity", "scores", "because"]);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });
});

describe("commitOfLine", () => {
  it("takes what looks like an object but is none for a message", () =>
    expect(commitOfLine("{broken")).toEqual({ title: "{broken" }));

  it("keeps only what has the right type", () =>
    expect(commitOfLine('{"title":5,"message":null,"position":"2","files":["a",1]}')).toEqual({
      title: "5",
      message: "",
      position: null,
      files: ["a"],
    }));
});
