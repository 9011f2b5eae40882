import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of its own, in memory. */
export interface SmallDisk {
  /** Where it can be reached by this user's processes. */
  readonly path: string;
  /** Gives it another size, with what lies on it. */
  resize(megabytes: number): void;
  readOnly(on: boolean): void;
  close(): void;
}

const options = (megabytes: number) => `size=${Math.round(megabytes * 1024)}k,mode=777`;

/**
 * Mounts a file system of a size. Where the user may not mount, it is mounted in a namespace of its own, which a process
 * keeps alive and through whose /proc entry it can be reached.
 *
 * @throws where neither is allowed.
 */
export async function mountDisk(megabytes: number): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), "hub-evolution-disk-"));
  const mount = (...args: string[]) =>
    spawnSync("mount", ["-t", "tmpfs", "-o", ...args, "tmpfs", folder], { stdio: "ignore" }).status === 0;
  // With its source named, or the options that it has are given anew, some of which a namespace does not take.
  const remounted = (how: string) => ["-i", "-n", "-o", `remount,${how}`, "tmpfs", folder];
  if (mount(options(megabytes))) {
    const remount = (how: string) => execFileSync("mount", remounted(how));
    return {
      path: folder,
      resize: (megabytes) => remount(options(megabytes)),
      readOnly: (on) => remount(on ? "ro" : "rw"),
      close() {
        execFileSync("umount", [folder]);
        rmSync(folder, { recursive: true });
      },
    };
  }
  const keeper = spawn(
    "unshare",
    [
      "-rm",
      "sh",
      "-c",
      `mount -t tmpfs -o ${options(megabytes)} tmpfs "$1" && echo ready && exec cat`,
      "sh",
      folder,
    ],
    { stdio: ["pipe", "pipe", "ignore"] },
  );
  const ready = await new Promise<boolean>((resolve) => {
    keeper.on("error", () => resolve(false));
    keeper.on("close", () => resolve(false));
    keeper.stdout.once("data", () => resolve(true));
  });
  if (!ready) {
    rmSync(folder, { recursive: true });
    throw new Error("This user may not mount a file system, nor make a namespace for one.");
  }
  const inside = (...command: string[]) =>
    execFileSync("nsenter", ["-t", String(keeper.pid), "-U", "-m", "--preserve-credentials", ...command]);
  const remount = (how: string) => inside("mount", ...remounted(how));
  return {
    path: join("/proc", String(keeper.pid), "root", folder),
    resize: (megabytes) => remount(options(megabytes)),
    readOnly: (on) => remount(on ? "ro" : "rw"),
    close() {
      keeper.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether this user can have a small disk: tests that need one skip elsewhere. */
export const mayMount = await mountDisk(1).then(
  (disk) => {
    disk.close();
    return true;
  },
  () => false,
);
