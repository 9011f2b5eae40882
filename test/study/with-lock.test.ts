import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { withLock } from "../../src/study/with-lock.js";
import { scratchFolder } from "../support/notebook.js";
import { childrenOf, hasProc } from "../support/processes.js";

const folder = scratchFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A lock as a process leaves it that has no time to take it away. */
const heldBy = (pid: number, host = hostname()) =>
  JSON.stringify({ pid, host, began: null, since: "2025-01-01T00:00:00.000Z", nonce: "x" });
const deadProcess = () => spawnSync(process.execPath, ["-e", ""]).pid;

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

  it("takes over from an owner that has died, one of many that wait at once", async () => {
    const lock = join(folder, "dead");
    let inside = 0;
    for (let round = 0; round < 3; round++) {
      writeFileSync(lock, heldBy(2 ** 22 + 1));
      const work = async () => {
        expect(++inside).toBe(1);
        await sleep(1);
        inside--;
      };
      await Promise.all(Array.from({ length: 4 }, () => withLock(lock, work)));
    }
    writeFileSync(lock, heldBy(deadProcess()));
    expect(await withLock(lock, async () => "in")).toBe("in");
    expect(readdirSync(folder).filter((name) => name.startsWith("dead"))).toEqual([]);
  }, 60_000);

  it.skipIf(!hasProc)("takes over from an owner that has ended and whose parent never asks", async () => {
    const lock = join(folder, "zombie");
    const parent = spawn("sh", ["-c", "sleep 0 & exec sleep 60"], { stdio: "ignore" });
    try {
      const isZombie = (pid: string) => / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
      let zombie: string | undefined;
      while (!zombie) {
        await sleep(20);
        zombie = childrenOf(parent.pid!).find(isZombie);
      }
      writeFileSync(lock, heldBy(Number(zombie)));
      expect(await withLock(lock, async () => "in")).toBe("in");
    } finally {
      parent.kill("SIGKILL");
      await once(parent, "close");
    }
  });

  it("says whom it waits for and what to do where the owner is on another machine", async () => {
    const lock = join(folder, "elsewhere");
    writeFileSync(lock, heldBy(1, "elsewhere"));
    let said = "";
    const waiting = withLock(
      lock,
      async () => "in",
      (whose) => {
        said = whose;
        rmSync(lock);
      },
    );
    expect(await waiting).toBe("in");
    expect(said).toBe(
      `process 1 on elsewhere, since 2025-01-01T00:00:00.000Z; if there is none, remove ${lock}`,
    );
  });

  it("says where it cannot be made", async () => {
    await expect(withLock(join(folder, "no", "such", "lock"), async () => 1)).rejects.toThrow(/ENOENT/);
  });
});
