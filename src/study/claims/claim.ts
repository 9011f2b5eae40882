/** What a claim says of a result; exactly one of these. */
export type Expectation =
  /** A number, printed to within `rounding`; `direction` is what remains true of it where the number does not. */
  | { readonly near: number; readonly rounding: number; readonly direction?: Bound }
  /** A bound, and a weaker one for the direction. */
  | (Bound & { readonly direction?: Bound })
  /** A text or truth value that the result must equal. */
  | { readonly is: string | boolean };

export type Bound = { readonly above: number } | { readonly below: number };

/** A named result of a notebook that measures what a claim speaks of. */
export interface Answer {
  readonly notebook: string;
  readonly result: string;
  /** When the models were looked at, against the study's own date. */
  readonly seen: "then" | "later" | "earlier";
  /** How our population differs from the study's, where it does by more than date and deletions: "popular models only". */
  readonly differs?: string;
  /** A text result that says whether the answer flips over the reasonable analyses, and the value with which it does. */
  readonly fragile?: { readonly result: string; readonly when: string | boolean };
}

/** A published finding, as data/claims.json lists it. */
export interface Claim {
  readonly id: string;
  /** Key of a paper. */
  readonly paper: string;
  /** In our words. */
  readonly claim: string;
  /** The value or direction as published, with what is known of it. */
  readonly wording: string;
  /** The number; null where the finding is a direction. */
  readonly published: number | null;
  readonly unit: string;
  readonly expects: Expectation;
  /** Whom it speaks of, and when they were looked at. */
  readonly population: string;
  readonly needs: readonly string[];
  readonly certainty: Certainty;
  /** The first decides; the others show what became of it. */
  readonly answers: readonly Answer[];
  /** Why nothing here can answer it; absent where something does. */
  readonly unanswered?: string;
}

export type Certainty =
  | "full text"
  | "abstract"
  | "replication package"
  | "secondary summary"
  | "memory, unverified";

export interface Paper {
  readonly key: string;
  readonly citation: string;
  readonly authors: string;
  readonly title: string;
  readonly venue: string;
  readonly year: number;
  /** null where there is none. */
  readonly arxiv: string | null;
  readonly population: string;
}

export interface ClaimsFile {
  readonly about: string;
  readonly papers: readonly Paper[];
  readonly claims: readonly Claim[];
}
