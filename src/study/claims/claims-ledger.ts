import { committedResults } from "../committed-results.js";
import { readResults } from "../results-file.js";
import { studyEnvironment } from "../study-environment.js";
import { type LedgerOptions, ledger } from "./ledger.js";
import type { LedgerRow } from "./ledger-row.js";
import { readClaims } from "./read-claims.js";

/**
 * The claims ledger for a notebook: every published finding judged by the results of the other notebooks of the study
 * under way (the runner runs the notebooks that call this last), of its committed results where a notebook did not run.
 * By hand, without a runner, those of the simulated study.
 */
export function claimsLedger(options?: LedgerOptions): LedgerRow[] {
  const path = studyEnvironment()?.results ?? committedResults("simulated");
  return ledger(readClaims(), readResults(path).results, options);
}
