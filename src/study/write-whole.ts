import { renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file so that it is there whole, or as it was before: a full disk or a killed process leaves no half of it. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.writing`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
