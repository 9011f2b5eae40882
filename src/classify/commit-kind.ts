/** What a commit was for (Swanson's intents, read for a model repository; see the codebook in data/commit-kinds-codebook.md). */
export type CommitKind = "corrective" | "adaptive" | "perfective" | "none";

/** What a commit worked on. */
export type CommitActivity =
  | "create"
  | "weights"
  | "format"
  | "card"
  | "config"
  | "code"
  | "housekeeping"
  | "unclear";

export const commitKinds: readonly CommitKind[] = ["corrective", "adaptive", "perfective", "none"];

export const commitActivities: readonly CommitActivity[] = [
  "create",
  "weights",
  "format",
  "card",
  "config",
  "code",
  "housekeeping",
  "unclear",
];

export interface CommitText {
  /** First line of the message. */
  readonly title: string;
  /** The message after the title. */
  readonly message?: string | null;
  /** 1 for the first commit of its repository; absent or null where unknown. */
  readonly position?: number | null;
  /** Paths that the commit touched, where known. */
  readonly files?: readonly string[] | null;
}
