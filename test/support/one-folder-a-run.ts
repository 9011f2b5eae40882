import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives every vitest run a temporary folder of its own, which all its workers see, and removes it at the end. */
export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), "hub-evolution-tests-"));
  process.env.HUB_EVOLUTION_TEST_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
