import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Who holds a lock; undefined while its owner has not yet written its number. */
function holder(lock: string): number | undefined {
  try {
    return Number(readFileSync(join(lock, "pid"), "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Does something while no other process of this machine does anything under the same lock, a folder that must not
 * exist yet. A lock whose owner has died is taken over.
 */
export async function withLock<T>(
  lock: string,
  work: () => Promise<T>,
  onWait: () => void = () => {},
): Promise<T> {
  for (let unnamed = 0; ; ) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const pid = holder(lock);
    // An owner that died between making the folder and writing its number leaves no number for good.
    unnamed = pid === undefined ? unnamed + 1 : 0;
    if ((pid !== undefined && !alive(pid)) || unnamed > 20) rmSync(lock, { recursive: true, force: true });
    else {
      onWait();
      await sleep(250);
    }
  }
  try {
    writeFileSync(join(lock, "pid"), String(process.pid));
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
