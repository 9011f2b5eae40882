import { type Failure, failureOf } from "./failure.js";
import type { HubAnswer } from "./polite-fetch.js";

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Asks even where the archive has an answer. */
  readonly again?: boolean;
}

/** A thing that was read whole. */
export interface Reading {
  /** SHA-256 of the bodies that hold it, in order; none where the thing is certain not to exist (a model without card). */
  readonly bodies: readonly string[];
  /** Commits, file changes or bytes. */
  readonly count: number;
  /** The address that answered in the end, which tells of renames. */
  readonly finalUrl: string;
  readonly attempts: number;
  readonly at: Date;
}

/** The Hub refused a thing, or gave less than it said there is. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly failure: Failure;
  readonly finalUrl: string;

  constructor(answer: HubAnswer, failure: Failure = failureOf(answer)) {
    super(`${answer.url}: ${failure.detail}`);
    this.failure = failure;
    this.finalUrl = answer.finalUrl;
  }
}
