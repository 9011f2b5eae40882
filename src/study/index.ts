import "./earlier-names.js";

export { check } from "./check.js";
export type { Answer, Bound, Certainty, Claim, ClaimsFile, Expectation, Paper } from "./claims/claim.js";
export { type ClaimsLedgerOptions, claimsLedger } from "./claims/claims-ledger.js";
export { countVerdicts, type VerdictCount } from "./claims/count-verdicts.js";
export { type LedgerOptions, ledger } from "./claims/ledger.js";
export { type LedgerEstimate, type LedgerRow, type Verdict, verdicts } from "./claims/ledger-row.js";
export type { Outcome, OutcomeOptions } from "./claims/outcome.js";
export { estimateText, publishedText } from "./claims/row-text.js";
export { openSnapshot } from "./open-role.js";
export { plantedTruth } from "./planted-truth.js";
export { type RecordOptions, record } from "./record.js";
export { type RecordEstimateOptions, recordEstimate } from "./record-estimate.js";
export { show } from "./show.js";
export { type ShowTableOptions, showTable } from "./show-table.js";
export type { Role } from "./study-definition.js";
