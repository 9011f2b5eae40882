import "./earlier-names.js";

export { check } from "./check.js";
export { openSnapshot } from "./open-role.js";
export { plantedTruth } from "./planted-truth.js";
export { type RecordOptions, record } from "./record.js";
export { show } from "./show.js";
export { type ShowTableOptions, showTable } from "./show-table.js";
export type { Role } from "./study-definition.js";
