import { type ClassifyOptions, type CommitClassification, classifyCommit } from "./classify-commit.js";
import type { CommitText } from "./commit-kind.js";

/**
 * The `classify` verb: a classification for every line that comes in, in order. A line is a commit message, or an object
 * of JSON with `title` and perhaps `message`, `position` and `files`; a line that begins like an object but is none is
 * taken as a message. An empty line is an empty message and gets its answer too, so that line n of the output belongs to
 * line n of the input.
 */
export async function* classifyLines(
  lines: AsyncIterable<string> | Iterable<string>,
  options: ClassifyOptions = {},
): AsyncGenerator<CommitClassification> {
  for await (const line of lines) yield classifyCommit(commitOfLine(line), options);
}

/** What a line of input says of a commit; see `classifyLines`. */
export function commitOfLine(line: string): CommitText {
  if (/^\s*\{/.test(line)) {
    try {
      const value: unknown = JSON.parse(line);
      if (value && typeof value === "object") return commitOfRecord(value as Record<string, unknown>);
    } catch {
      // Not JSON after all: a message may begin with a brace.
    }
  }
  return { title: line };
}

function commitOfRecord({ title, message, position, files }: Record<string, unknown>): CommitText {
  return {
    title: text(title),
    message: text(message),
    position: typeof position === "number" ? position : null,
    files: Array.isArray(files) ? files.filter((file): file is string => typeof file === "string") : null,
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : value == null ? "" : String(value);
}
