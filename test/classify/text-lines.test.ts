import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textLines } from "../../src/classify/text-lines.js";

async function linesOf(chunks: readonly (Uint8Array | string)[]) {
  const lines: string[] = [];
  async function* stream() {
    yield* chunks;
  }
  for await (const line of textLines(stream())) lines.push(line);
  return lines;
}

describe("textLines", () => {
  it("splits at line ends alone, whatever the chunks", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom("a", "é", "漢", "😀", "\u2028", " ") })),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (lines, size, windows) => {
          const bytes = Buffer.from(lines.map((line) => line + (windows ? "\r\n" : "\n")).join(""));
          const chunks = [];
          for (let i = 0; i < bytes.length; i += size) chunks.push(bytes.subarray(i, i + size));
          expect(await linesOf(chunks)).toEqual(lines);
        },
      ),
    ));

  it("keeps a last line without an end, and no line of nothing", async () => {
    expect(await linesOf(["a\nb"])).toEqual(["a", "b"]);
    expect(await linesOf([])).toEqual([]);
    expect(await linesOf(["\n"])).toEqual([""]);
  });

  it("reads bytes that are no UTF-8", async () =>
    expect(await linesOf([new Uint8Array([0xff, 0xfe, 10, 0xc3])])).toEqual(["\ufffd\ufffd", "\ufffd"]));

  it("keeps 8 Mi of an endless line", async () =>
    expect((await linesOf(Array.from({ length: 12 }, () => "x".repeat(1 << 20))))[0]!.length).toBe(8 << 20));
});
