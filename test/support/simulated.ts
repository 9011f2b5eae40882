import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type SimulateOptions, simulate } from "../../src/simulate/index.js";

/** Settings of the snapshot that tests share. */
export const sharedSettings = { models: 2000, seed: 20240711 } as const;

/**
 * The folder of a simulated snapshot of 2,000 models, made once a vitest run however many test files ask for it.
 * Nobody may write to it.
 */
export async function simulatedSnapshot(): Promise<string> {
  const folder = join(process.env.HUB_EVOLUTION_TEST_FOLDER!, "simulated");
  const out = join(folder, "snapshot");
  for (;;) {
    if (existsSync(join(out, "datapackage.json"))) return out;
    try {
      mkdirSync(folder);
    } catch {
      // Another test file is making it.
      await pause(50);
      continue;
    }
    try {
      await simulate({ out, ...sharedSettings });
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }
}

/** A simulated snapshot of other settings in a folder of its own; call `remove` when done. */
export async function simulatedWith(options: Omit<SimulateOptions, "out">) {
  const folder = mkdtempSync(join(tmpdir(), "hub-evolution-simulated-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const summary = await simulate({ out: join(folder, "snapshot"), ...options });
    return { ...summary, path: join(folder, "snapshot"), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
