import { describe, expect, it } from "vitest";
import { startProgress } from "../../src/study/progress.js";

const target = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, isTTY, columns: 60, write: (text: string) => written.push(text) };
};

describe("startProgress", () => {
  it("draws a bar on a terminal and takes it off again", () => {
    const terminal = target(true);
    const progress = startProgress(terminal);
    progress.update("01-growth", 1, 4);
    expect(terminal.written.join("")).toMatch(/█{6}░{18}\] 1\/4 01-growth$/);
    progress.line("done");
    expect(terminal.written.slice(1).join("")).toBe("\r\u001b[Kdone\n");
    progress.update("x".repeat(200), 1, 4);
    expect(terminal.written.at(-1)!.length).toBeLessThan(60);
    progress.end();
    expect(terminal.written.at(-1)).toBe("\r\u001b[K");
  });

  it("writes plain lines elsewhere, not more than one every few seconds", () => {
    const file = target(false);
    const progress = startProgress(file, { everySeconds: 3600 });
    for (let page = 1; page <= 100; page++) progress.update("reading", page, 100);
    progress.line("done");
    progress.end();
    expect(file.written).toEqual(["reading (1/100)\n", "done\n"]);
  });
});
