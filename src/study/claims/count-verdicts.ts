import { type LedgerRow, type Verdict, verdicts } from "./ledger-row.js";

export interface VerdictCount {
  readonly verdict: Verdict;
  readonly claims: number;
}

/** How many claims got each verdict, in the order of `verdicts`, none left out. */
export function countVerdicts(rows: readonly LedgerRow[]): VerdictCount[] {
  return verdicts.map((verdict) => ({
    verdict,
    claims: rows.filter((row) => row.verdict === verdict).length,
  }));
}
