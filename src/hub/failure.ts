import type { GaveUp, HubAnswer } from "./polite-fetch.js";

/** Why a thing could not be had, in the words of the failures table. */
export type FailureReason =
  | "gated"
  | "deleted"
  | "renamed"
  | "private"
  | "disabled"
  | "rate-limited"
  | "truncated"
  | "malformed"
  | "too-large"
  | "other";

/** Whether a refusal says that a model that was public is so no more. */
export const isGone = (reason: FailureReason) => ["deleted", "private", "disabled"].includes(reason);

/** A thing that could not be had. */
export interface Failure {
  readonly reason: FailureReason;
  /** HTTP status of the last answer; null where none came. */
  readonly status: number | null;
  readonly detail: string;
  readonly attempts: number;
  readonly at: Date;
}

/** What an answer other than 2xx means. The Hub names the case in X-Error-Code, with words in X-Error-Message or the body. */
export function failureOf(answer: HubAnswer): Failure {
  const code = answer.headers["x-error-code"] ?? "";
  const words = (answer.headers["x-error-message"] ?? messageIn(answer.body)).slice(0, 200);
  const reason = reasonFor(answer.status, code, words);
  return {
    reason,
    status: answer.status,
    detail: [code, words].filter(Boolean).join(": ") || `status ${answer.status}`,
    attempts: Math.max(1, answer.attempts),
    at: answer.at,
  };
}

/** The failure that a given-up request is. */
export function failureFrom({ reason, status, detail, attempts, at }: GaveUp): Failure {
  return { reason, status, detail: detail.slice(0, 200), attempts, at };
}

function reasonFor(status: number, code: string, words: string): FailureReason {
  if (code === "GatedRepo" || ((status === 401 || status === 403) && /gated|restricted/i.test(words)))
    return "gated";
  if (code === "DisabledRepo" || (status === 403 && /disabled/i.test(words))) return "disabled";
  if (status === 404 || status === 410) return "deleted";
  // To callers without the right, the Hub gives the same 401 for private repositories and for none at all.
  if (status === 401 || status === 403) return "private";
  if (status >= 300 && status < 400) return "renamed";
  return "other";
}

function messageIn(body: Buffer): string {
  try {
    const parsed = JSON.parse(body.toString("utf8")) as { error?: unknown; message?: unknown };
    const words = parsed.error ?? parsed.message;
    return typeof words === "string" ? words : "";
  } catch {
    return body
      .subarray(0, 200)
      .toString("utf8")
      .replace(/[^\x20-\x7e]+/g, " ");
  }
}
