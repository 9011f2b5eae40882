import type { FileRole } from "./file-role.js";

/** A file that a commit touched. */
export interface FileChange {
  readonly path: string;
  /** added, modified, deleted or renamed; null where unknown. */
  readonly change: string | null;
  readonly role: FileRole;
}

/** A commit, as the measures of histories ask for it. Unknown is null or absent, never empty. */
export interface CommitRecord {
  readonly modelId: string;
  readonly oid: string;
  readonly committedAt: Date | null;
  readonly title: string | null;
  readonly message?: string | null;
  readonly authors?: readonly string[] | null;
  /** Whether all authors are known bots. */
  readonly isBot?: boolean | null;
  /** Kinds as classified; an empty list means no kind was given, as null does. */
  readonly kinds?: readonly string[] | null;
  /** Empty for a commit that touched nothing; null or absent where the source does not say. */
  readonly files?: readonly FileChange[] | null;
}

/** A model and its commits, first to last. */
export interface ModelHistory {
  readonly modelId: string;
  readonly commits: readonly CommitRecord[];
}

/** Hugging Face was founded in 2016: a commit dated earlier carries a wrong clock. */
export const earliestCommitMs = Date.UTC(2016, 0, 1);

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** A twelfth of 365.25 days. */
export const daysAMonth = 30.4375;

export type TimeFault = "undated" | "before2016" | "afterAsOf";

/** What is wrong with a commit's time as seen from asOf; null where nothing is. */
export function timeFault(committedAt: Date | null, asOf: Date): TimeFault | null {
  const time = committedAt?.getTime();
  if (time === undefined || Number.isNaN(time)) return "undated";
  if (time < earliestCommitMs) return "before2016";
  return time > asOf.getTime() ? "afterAsOf" : null;
}
