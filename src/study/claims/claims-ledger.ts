import { committedResults } from "../committed-results.js";
import { readResults } from "../results-file.js";
import { studyEnvironment } from "../study-environment.js";
import { type LedgerOptions, ledger } from "./ledger.js";
import type { LedgerRow } from "./ledger-row.js";
import { readClaims } from "./read-claims.js";
import { shuffledClaims } from "./shuffled-claims.js";

export interface ClaimsLedgerOptions extends LedgerOptions {
  /** Seed of a placebo: published numbers dealt out anew among the claims of one unit. */
  readonly placebo?: number | string;
}

/**
 * The claims ledger for a notebook: every published finding judged by the results of the other notebooks of the study
 * under way (the runner runs the notebooks that call this last), of its committed results where a notebook did not run.
 * By hand, without a runner, those of the simulated study.
 */
export function claimsLedger({ placebo, ...options }: ClaimsLedgerOptions = {}): LedgerRow[] {
  const path = studyEnvironment()?.results ?? committedResults("simulated");
  const claims = readClaims();
  return ledger(
    placebo === undefined ? claims : shuffledClaims(claims, placebo),
    readResults(path).results,
    options,
  );
}
