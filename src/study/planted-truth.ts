import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SimulationTruth } from "../simulate/index.js";
import type { Snapshot } from "../snapshot/index.js";

/**
 * What was planted in a simulated snapshot, for a notebook to compare its finding with. Null for a real
 * one, and for a crawl of a simulated Hub, which knows no more than a crawl can.
 */
export function plantedTruth(snapshot: Pick<Snapshot, "simulated" | "path">): SimulationTruth | null {
  const path = join(snapshot.path, "truth.json");
  return snapshot.simulated && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
