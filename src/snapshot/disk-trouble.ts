/** What a disk refused. */
export interface DiskTrouble {
  /** In words, without a full stop: "The disk is full". */
  readonly what: string;
  /** Whether more room would help. */
  readonly full: boolean;
}

const troubles: readonly {
  readonly codes: readonly string[];
  readonly words: RegExp;
  readonly trouble: DiskTrouble;
}[] = [
  {
    codes: ["ENOSPC"],
    // DuckDB's own cap on spilling is a share of what the disk has free, and git's words are its own.
    words: /No space left on device|max_temp_directory_size|out of disk ?space/i,
    trouble: { what: "The disk is full", full: true },
  },
  {
    codes: ["EDQUOT"],
    words: /disk quota exceeded/i,
    trouble: { what: "The disk quota is used up", full: true },
  },
  {
    codes: ["EROFS"],
    words: /Read-only file system/i,
    trouble: { what: "The file system is read-only", full: false },
  },
  {
    codes: ["EACCES", "EPERM"],
    words: /Permission denied/i,
    trouble: { what: "No permission to write", full: false },
  },
];

/** What the disk refused, by the code of an error of Node's or the words of one of DuckDB's or git's; null for any other. */
export function diskTrouble(error: unknown): DiskTrouble | null {
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string };
  const found = troubles.find(({ codes, words }) => codes.includes(code) || words.test(message));
  return found?.trouble ?? null;
}
