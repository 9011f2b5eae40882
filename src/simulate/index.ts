export type { Drifting, PlantedDomain } from "./drift.js";
export type { Expected } from "./expectations.js";
export { defaultSettings, type SimulationSettings } from "./settings.js";
export { type SimulateOptions, type SimulationSummary, simulate } from "./simulate.js";
export type { SimulationTruth } from "./truth.js";
