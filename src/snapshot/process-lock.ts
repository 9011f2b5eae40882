import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
// A lock is made of two facts of the operating system: the own process's number, and whether another's lives.
import { kill, pid } from "node:process";

/** Who holds a lock. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in the kernel's ticks, where it tells: numbers of processes are used again. */
  readonly began: string | null;
  readonly since: string;
  readonly nonce: string;
}

export type Lock =
  /** Ours; gives it back. */
  | { readonly release: () => Promise<void> }
  /** Another's; null where the file does not tell whose. */
  | { readonly holder: Holder | null };

/**
 * Takes a lock, a file that is there while a process of this or another machine holds it. A lock that a dead process
 * left is taken over, by one of those who want it.
 *
 * @throws what the file system says where the lock cannot be written.
 */
export async function takeLock(path: string): Promise<Lock> {
  const own: Holder = {
    pid,
    host: hostname(),
    began: (await processFacts(pid)).began,
    since: new Date().toISOString(),
    nonce: randomBytes(8).toString("hex"),
  };
  for (let tries = 0; !(await create(path, own)); tries++) {
    const text = await readFile(path, "utf8").catch(() => "");
    const holder = parse(text);
    if (tries > 20 || (holder && (await lives(holder)))) return { holder };
    await takeAway(path, text);
  }
  return {
    release: async () => {
      if ((await readFile(path, "utf8").catch(() => "")) === JSON.stringify(own))
        await rm(path, { force: true });
    },
  };
}

/** A holder in words: "process 12 on host, since TIME". */
export const holderText = ({ pid, host, since }: Holder) => `process ${pid} on ${host}, since ${since}`;

/** Writes the lock whole or not at all: a lock that can be seen can be read. */
async function create(path: string, own: Holder): Promise<boolean> {
  const draft = `${path}.${own.nonce}`;
  try {
    const file = await open(draft, "w");
    try {
      await file.writeFile(JSON.stringify(own));
    } finally {
      await file.close();
    }
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
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
  // Of a process on another machine nothing can be known: better to ask than to do things twice.
  if (holder.host !== hostname()) return true;
  try {
    kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const { state, began } = await processFacts(holder.pid);
  // A process that has ended and that its parent does not ask after (no init in a container, say) keeps its number.
  if (state === "Z" || state === "X") return false;
  return holder.began === null || began === null || began === holder.began;
}

/** State and start of a process by /proc; null where there is none. */
async function processFacts(
  id: number,
): Promise<{ readonly state: string | null; readonly began: string | null }> {
  const text = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { state: fields[0] || null, began: fields[19] ?? null };
}
