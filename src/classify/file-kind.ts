import type { FileRole } from "./file-role.js";

/** The kinds of file that Ajibode et al. (2025) count; tokenizers and data go with configuration there. */
export type FileKind = "weights" | "data and configuration" | "documentation" | "code" | "other";

export const fileKinds: readonly FileKind[] = [
  "weights",
  "data and configuration",
  "documentation",
  "code",
  "other",
];

const kinds: Readonly<Record<FileRole, FileKind>> = {
  weights: "weights",
  config: "data and configuration",
  tokenizer: "data and configuration",
  data: "data and configuration",
  card: "documentation",
  code: "code",
  media: "other",
  housekeeping: "other",
  other: "other",
};

/** The kind of a file from its role. */
export function fileKind(role: FileRole): FileKind {
  return kinds[role];
}
