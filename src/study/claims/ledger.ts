import type { StudyResult } from "../record.js";
import type { Claim, ClaimsFile } from "./claim.js";
import { type JudgedAnswer, type Judgement, judge } from "./judge.js";
import type { LedgerEstimate, LedgerRow } from "./ledger-row.js";
import type { OutcomeOptions } from "./outcome.js";

export interface LedgerOptions extends OutcomeOptions {
  /**
   * Results of the same notebooks on an earlier snapshot, shown beside: a claim that held there and no longer does has
   * changed since.
   */
  readonly earlier?: readonly StudyResult[];
}

/** One row a claim, in the order of the file: what was published, our estimate and the verdict. */
export function ledger(
  { claims, papers }: ClaimsFile,
  results: readonly StudyResult[],
  { earlier, ...options }: LedgerOptions = {},
): LedgerRow[] {
  const citations = new Map(papers.map(({ key, citation }) => [key, citation]));
  return claims.map((claim) => {
    const now = judge(claim, results, options);
    if (!earlier) return rowOf(claim, citations.get(claim.paper)!, now);
    const before = judge(claim, earlier, options);
    const row = rowOf(claim, citations.get(claim.paper)!, changedSince(now, before));
    const fresh = (judged: JudgedAnswer) => !now.answers.some(({ result }) => result === judged.result);
    return { ...row, estimates: [...row.estimates, ...before.answers.filter(fresh).map(estimateOf)] };
  });
}

function changedSince(now: Judgement, before: Judgement): Judgement {
  const held = before.verdict === "holds" || before.verdict === "holds in direction";
  if (now.verdict !== "contradicted" || !held) return now;
  return {
    ...now,
    verdict: "changed since",
    why: `${now.why} On ${before.decided!.result.snapshot}: ${before.decided!.because}.`,
  };
}

function rowOf(claim: Claim, paper: string, { verdict, why, decided, answers }: Judgement): LedgerRow {
  return {
    id: claim.id,
    paper,
    claim: claim.claim,
    published: claim.published ?? claim.wording.replace(/^direction: /, ""),
    estimate: decided?.result.value ?? null,
    low: decided?.result.low ?? null,
    high: decided?.result.high ?? null,
    n: decided?.result.n ?? null,
    unit: claim.unit,
    snapshot: decided?.result.snapshot ?? null,
    asOf: decided?.result.asOf ?? null,
    notebook: decided?.answer.notebook ?? null,
    result: decided?.answer.result ?? null,
    certainty: claim.certainty,
    verdict,
    why,
    estimates: answers.map(estimateOf),
  };
}

function estimateOf({ answer, result, outcome }: JudgedAnswer): LedgerEstimate {
  const { value, low, high, n, snapshot, asOf } = result;
  const { notebook, seen, differs = null } = answer;
  return {
    notebook,
    result: answer.result,
    seen,
    estimate: value,
    low,
    high,
    n,
    snapshot,
    asOf,
    outcome,
    differs,
  };
}
