import { HubError } from "./hub-error.js";

/** Trouble with the crawl's own disk as an error that says what to do; any other error as it is. */
export function cannotKeep(error: unknown, path: string): unknown {
  const { code = "" } = (error ?? {}) as NodeJS.ErrnoException;
  const what = {
    ENOSPC: "The disk is full",
    EDQUOT: "The disk quota is used up",
    EROFS: "The file system is read-only",
    EACCES: "No permission to write",
    EPERM: "No permission to write",
  }[code];
  if (!what) return error;
  return new HubError(
    what,
    path,
    "What was fetched so far is kept; make room (or see to the permissions) and run the same command again.",
    { cause: error },
  );
}
