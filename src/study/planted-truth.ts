import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SimulationTruth } from "../simulate/index.js";
import type { Snapshot } from "../snapshot/index.js";

/** What was planted in a simulated snapshot, for a notebook to compare its finding with; null for a real one. */
export function plantedTruth(snapshot: Pick<Snapshot, "simulated" | "path">): SimulationTruth | null {
  if (!snapshot.simulated) return null;
  return JSON.parse(readFileSync(join(snapshot.path, "truth.json"), "utf8"));
}
