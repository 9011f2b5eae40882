import type { Outcome } from "./outcome.js";

export const verdicts = [
  "holds",
  "holds in direction",
  "changed since",
  "contradicted",
  "fragile",
  "not comparable",
  "cannot be answered here",
] as const;
export type Verdict = (typeof verdicts)[number];

/** One published claim, our estimate of it and the verdict, as `claims --json` lists it. */
export interface LedgerRow {
  readonly id: string;
  /** Short citation: "Castaño et al., MSR 2024". */
  readonly paper: string;
  readonly claim: string;
  /** The published number, or the direction in words. */
  readonly published: number | string;
  readonly estimate: number | string | boolean | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number | null;
  readonly unit: string;
  readonly snapshot: string | null;
  /** ISO time. */
  readonly asOf: string | null;
  readonly notebook: string | null;
  readonly result: string | null;
  /** Where the wording of the claim was read. */
  readonly certainty: string;
  readonly verdict: Verdict;
  readonly why: string;
  /** Every result that answers the claim, the deciding one first. */
  readonly estimates: readonly LedgerEstimate[];
}

/** One result that answers a claim. */
export interface LedgerEstimate {
  readonly notebook: string;
  readonly result: string;
  /** When the models were looked at, against the study's own date. */
  readonly seen: "then" | "later" | "earlier";
  readonly estimate: number | string | boolean;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly snapshot: string;
  readonly asOf: string;
  readonly outcome: Outcome;
  /** How its population differs from the study's by more than date and deletions; null where it does not. */
  readonly differs: string | null;
}
