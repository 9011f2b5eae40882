import { join } from "node:path";
import { holderText, takeLock } from "../snapshot/process-lock.js";
import { cannotKeep } from "./cannot-keep.js";
import { HubError } from "./hub-error.js";

/**
 * Takes the lock of a crawl's folder; a lock that a dead process left is taken over.
 *
 * @returns what gives it back.
 * @throws HubError where another crawl holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, ".crawl.lock");
  const lock = await takeLock(path).catch((error) => {
    throw cannotKeep(error, path);
  });
  if ("release" in lock) return lock.release;
  throw new HubError(
    lock.holder
      ? `Another crawl works here (${holderText(lock.holder)})`
      : "Another crawl seems to work here",
    path,
    "Wait for it or stop it; if there is none, remove this file.",
  );
}
