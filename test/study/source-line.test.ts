import { describe, expect, it } from "vitest";
import { sourceLine } from "../../src/study/source-line.js";

describe("sourceLine", () => {
  const source = `// A comment.

const rows: Row[] = await hub.rows<Row>("SELECT 1");
const total = rows.map(({ n }) => n);
throw new Error("boom");`;

  it("finds the line that a compiled line came from", () => {
    expect(sourceLine(source, `    throw new Error("boom");`)).toBe(5);
    expect(sourceLine(source, `exports.rows = await exports.hub.rows("SELECT 1");`)).toBe(3);
    expect(sourceLine(source, `exports.tsLastExpr = hub_1.throw(new Error("boom"));`)).toBe(5);
  });

  it("is undefined where no line is alike, and for an empty line", () => {
    expect(sourceLine(source, "somethingElse(entirely)")).toBeUndefined();
    expect(sourceLine(source, "")).toBeUndefined();
    expect(sourceLine("", "x()")).toBeUndefined();
  });
});
