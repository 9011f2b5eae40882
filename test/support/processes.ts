import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";

/** Where processes can be looked up without a program: tests that need it skip elsewhere. */
export const hasProc = existsSync("/proc/self/stat");

/** Ids of the processes whose parent this is. */
export function childrenOf(pid: number): string[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
        return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] === String(pid);
      } catch {
        return false;
      }
    });
}

/** A killed process stays listed until its adopted parent has taken note. */
export async function expectGone(pid: string): Promise<void> {
  for (let tries = 0; tries < 100 && existsSync(`/proc/${pid}`); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(existsSync(`/proc/${pid}`)).toBe(false);
}
