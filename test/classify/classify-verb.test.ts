import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");
const classify = (input: string | Buffer, ...args: string[]) =>
  spawnSync(process.execPath, [cli, "classify", ...args], { input, encoding: "utf8", maxBuffer: 1 << 28 });

describe("hub-evolution classify", () => {
  it("answers each line on standard output, alone and in order", () => {
    const { status, stdout, stderr } = classify(
      'Fix config.json\n\n{"title":"initial commit","position":1}\n',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).kinds),
    ).toEqual([["corrective"], ["none"], ["none"]]);
  });

  it("lives through binary input, a line of megabytes and no input", () => {
    const noise = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256));
    expect(classify(noise)).toMatchObject({ status: 0 });
    expect(classify(`${"fix ".repeat(500_000)}\n`).stdout.split("\n")).toHaveLength(2);
    expect(classify("")).toMatchObject({ status: 0, stdout: "" });
  });

  it("exits 1 and says so where the file is missing", () => {
    const { status, stdout, stderr } = classify("", "no-such-file.ndjson");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/no-such-file\.ndjson does not exist/);
  });
});
