import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { withLock } from "../../src/study/with-lock.js";
import { scratchFolder } from "../support/notebook.js";

const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("withLock", () => {
  it("lets one at a time in, and opens again after an error", async () => {
    const lock = join(folder, "one");
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(20);
      inside -= 1;
      return most;
    };
    expect(await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)])).toEqual([
      1, 1, 1,
    ]);
    await expect(withLock(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(lock)).toBe(false);
  });

  it("takes over from an owner that has died", async () => {
    const lock = join(folder, "dead");
    mkdirSync(lock);
    writeFileSync(join(lock, "pid"), String(spawnSync(process.execPath, ["-e", ""]).pid));
    expect(await withLock(lock, async () => "in")).toBe("in");
  });

  it("says where it cannot be made", async () => {
    await expect(withLock(join(folder, "no", "such", "lock"), async () => 1)).rejects.toThrow(/ENOENT/);
  });
});
