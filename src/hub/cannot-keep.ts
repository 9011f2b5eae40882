import { ownDiskTrouble } from "./git-history.js";
import { HubError } from "./hub-error.js";

/** Trouble with the crawl's own disk as an error that says what to do; any other error as it is. */
export function cannotKeep(error: unknown, path: string): unknown {
  const trouble = error instanceof HubError ? null : ownDiskTrouble(error);
  if (!trouble) return error;
  return new HubError(
    trouble.what,
    path,
    trouble.full
      ? "What was fetched so far is kept; make room and run the same command again."
      : "What was fetched so far is kept; see to the permissions, or name another folder with --out.",
    { cause: error },
  );
}
