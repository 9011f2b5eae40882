import { execFileSync } from "node:child_process";

/** Makes a folder a git repository with all its files in one commit; gives the commit's id. */
export function commitFiles(path: string): string {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", "-C", path, ...args], {
      encoding: "utf8",
    }).trim();
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message=Files");
  return git("rev-parse", "HEAD");
}
