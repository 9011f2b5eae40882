import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
// A lock is made of two facts of the operating system: the own process's number, and whether another's lives.
import { kill, pid } from "node:process";
import { cannotKeep } from "./cannot-keep.js";
import { HubError } from "./hub-error.js";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the kernel's ticks, where it tells: numbers of processes are used again. */
  readonly began: string | null;
  readonly since: string;
  readonly nonce: string;
}

const lockFile = ".crawl.lock";

/**
 * Takes the lock of a crawl's folder; a lock that a dead process left is taken over.
 *
 * @returns what gives it back.
 * @throws HubError where another crawl holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockFile);
  const own: Holder = {
    pid,
    host: hostname(),
    began: await beganAt(pid),
    since: new Date().toISOString(),
    nonce: randomBytes(8).toString("hex"),
  };
  for (let tries = 0; ; tries++) {
    if (await create(path, own)) break;
    const text = await readFile(path, "utf8").catch(() => "");
    const holder = parse(text);
    if (tries > 20 || (holder && (await lives(holder)))) {
      throw new HubError(
        holder
          ? `Another crawl works here (process ${holder.pid} on ${holder.host}, since ${holder.since})`
          : "Another crawl seems to work here",
        path,
        "Wait for it or stop it; if there is none, remove this file.",
      );
    }
    await takeAway(path, text);
  }
  return async () => {
    if ((await readFile(path, "utf8").catch(() => "")) === JSON.stringify(own))
      await rm(path, { force: true });
  };
}

/** Writes the lock whole or not at all: a lock that can be seen can be read. */
async function create(path: string, own: Holder): Promise<boolean> {
  const draft = `${path}.${own.nonce}`;
  try {
    const file = await open(draft, "w");
    await file.writeFile(JSON.stringify(own));
    await file.close();
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw cannotKeep(error, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a stale lock, and puts it back where it was another's fresh one by then. */
async function takeAway(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, "utf8")) !== stale) await link(aside, path).catch(() => {});
    await rm(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}

async function lives(holder: Holder): Promise<boolean> {
  // Of a process on another machine nothing can be known: better to ask than to crawl twice.
  if (holder.host !== hostname()) return true;
  try {
    kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const began = await beganAt(holder.pid);
  return holder.began === null || began === null || began === holder.began;
}

/** Start of a process by /proc; null where there is none. */
async function beganAt(id: number): Promise<string | null> {
  const text = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}
