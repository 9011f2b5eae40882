import { jsonProblem } from "./json-problem.js";
import { modelPath } from "./model-address.js";
import type { PoliteFetch } from "./polite-fetch.js";
import type { FileChange } from "./raw-history.js";
import { type ReadOptions, Refused } from "./reading.js";

/**
 * The files that each commit touched, asked from the API: the listing of the first commit's tree, and one comparison a
 * further commit. For machines without git; it takes a request a commit.
 *
 * @param oids the model's commits, newest first.
 * @throws Refused where the Hub refuses; GaveUp where no answer came.
 */
export async function compareHistory(
  hub: PoliteFetch,
  id: string,
  oids: readonly string[],
  options: ReadOptions,
): Promise<{ files: FileChange[]; attempts: number }> {
  const files: FileChange[] = [];
  let attempts = 0;
  for (const [i, oid] of oids.entries()) {
    const parent = oids[i + 1];
    const path = parent
      ? `${modelPath(id)}/compare/${parent}..${oid}?raw=true`
      : `${modelPath(id)}/tree/${oid}?recursive=true`;
    const answer = await hub.get(hub.address(path), {
      ...options,
      ...(parent ? {} : { problem: treeProblem }),
    });
    attempts += answer.attempts;
    if (answer.status !== 200) throw new Refused({ ...answer, attempts });
    const text = answer.body.toString("utf8");
    if (parent) files.push(...changedFiles(text).map((file) => ({ oid, ...file })));
    else {
      const entries = JSON.parse(text) as { type: string; path: string }[];
      for (const { type, path } of entries) if (type === "file") files.push({ oid, path, change: "added" });
    }
  }
  return { files, attempts };
}

function treeProblem(body: Buffer): string | null {
  const problem = jsonProblem(body, "array");
  if (problem) return problem;
  const entries = JSON.parse(body.toString("utf8")) as ({ type?: unknown; path?: unknown } | null)[];
  const at = entries.findIndex((entry) => typeof entry?.type !== "string" || typeof entry.path !== "string");
  return at < 0 ? null : `an entry without type or path: ${JSON.stringify(entries[at]).slice(0, 80)}`;
}

/** The files in a diff as git writes it, in the raw or the unified form. Renames count as a deletion and an addition. */
export function changedFiles(diff: string): Omit<FileChange, "oid">[] {
  const found: Omit<FileChange, "oid">[] = [];
  let open: { path: string; change: FileChange["change"] } | undefined;
  for (const line of diff.split("\n")) {
    const raw = /^:\d{6} \d{6} [0-9a-f.]+ [0-9a-f.]+ ([AMDT])\t(.+)$/s.exec(line);
    if (raw) {
      found.push({
        path: unquoted(raw[2]!),
        change: raw[1] === "A" ? "added" : raw[1] === "D" ? "deleted" : "modified",
      });
      continue;
    }
    const header = /^diff --git (?:"a\/(?:[^"\\]|\\.)*"|a\/.*?) ("b\/(?:[^"\\]|\\.)*"|b\/.*)$/s.exec(line);
    if (header) {
      open = { path: unquoted(header[1]!).slice(2), change: "modified" };
      found.push(open);
    } else if (!open) continue;
    else if (line.startsWith("new file mode")) open.change = "added";
    else if (line.startsWith("deleted file mode")) open.change = "deleted";
    else if (line.startsWith("rename from "))
      found.push({ path: unquoted(line.slice(12)), change: "deleted" });
    else if (line.startsWith("rename to "))
      Object.assign(open, { path: unquoted(line.slice(10)), change: "added" });
    else if (line.startsWith("+++ b/") || line.startsWith('+++ "b/')) {
      open.path = unquoted(line.slice(4).replace(/\t$/, "")).slice(2);
      open = undefined;
    } else if (line.startsWith("@@") || line.startsWith("Binary files")) open = undefined;
  }
  return found;
}

/** A path as git quotes it in C's way where it holds unusual characters. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  const bytes: number[] = [];
  const named: Record<string, number> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 };
  const body = Buffer.from(path.slice(1, -1), "utf8");
  for (let i = 0; i < body.length; i++) {
    if (body[i] !== 92) bytes.push(body[i]!);
    else {
      const octal = /^[0-7]{3}/.exec(body.toString("latin1", i + 1, i + 4));
      if (octal) bytes.push(Number.parseInt(octal[0], 8));
      else {
        const letter = String.fromCharCode(body[i + 1]!);
        bytes.push(named[letter] ?? body[i + 1]!);
      }
      i += octal ? 3 : 1;
    }
  }
  return Buffer.from(bytes).toString("utf8");
}
