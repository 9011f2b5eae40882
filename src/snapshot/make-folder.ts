import { constants, existsSync } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those that it lies in, where they are missing.
 *
 * @throws what the file system says. Of a read-only one Node's own says that the folder does not exist.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    let there = dirname(resolve(path));
    while (!existsSync(there)) there = dirname(there);
    await access(there, constants.W_OK).catch((refused) => {
      throw Object.assign(refused, { path });
    });
    throw error;
  }
}
