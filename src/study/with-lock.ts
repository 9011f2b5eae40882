import { setTimeout as sleep } from "node:timers/promises";
import { holderText, takeLock } from "../snapshot/process-lock.js";

/**
 * Does something while no other process does anything under the same lock, a file that is there meanwhile. A lock whose
 * owner has died is taken over.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait: (forWhom: string) => void = () => {},
): Promise<T> {
  for (;;) {
    const lock = await takeLock(path);
    if ("release" in lock) {
      try {
        return await work();
      } finally {
        await lock.release();
      }
    }
    const whose = lock.holder ? holderText(lock.holder) : "nobody can tell whose";
    onWait(`${whose}; if there is none, remove ${path}`);
    await sleep(250);
  }
}
