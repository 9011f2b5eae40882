import { parseDocument, visit } from "yaml";

/** A card taken apart: its YAML head as plain values, and the text below it. */
export interface SplitCard {
  /** The head as JSON-like values; null where there is none or it cannot be parsed. */
  readonly frontMatter: unknown;
  readonly text: string;
  /** Why the head could not be parsed; null where it could, or there is none. */
  readonly problem: string | null;
}

const maxHeadChars = 1 << 20;
const maxAliases = 100;

/**
 * Splits a model card at its YAML front matter: a first line `---`, YAML, a line `---`. The YAML is parsed as data in
 * the core schema, never run, with at most 100 uses of aliases, so that a nested-alias bomb is a problem, not a hang.
 * A card whose head cannot be parsed keeps its text; a head that never ends is text.
 */
export function splitFrontMatter(card: string): SplitCard {
  const source = card.startsWith("\uFEFF") ? card.slice(1) : card;
  const opening = /^---[ \t]*\r?\n/.exec(source);
  if (!opening) return { frontMatter: null, text: source, problem: null };
  const closing = /^---[ \t]*(?:\r?\n|$)/m;
  const rest = source.slice(opening[0].length);
  const end = closing.exec(rest);
  if (!end) return { frontMatter: null, text: source, problem: null };
  const head = rest.slice(0, end.index);
  const text = rest.slice(end.index + end[0].length);
  if (head.length > maxHeadChars) {
    return {
      frontMatter: null,
      text,
      problem: `the head has ${head.length} characters, over ${maxHeadChars}`,
    };
  }
  try {
    return { frontMatter: plainValues(head) ?? null, text, problem: null };
  } catch (error) {
    return { frontMatter: null, text, problem: (error as Error).message.split("\n")[0]! };
  }
}

/** @throws Error where the head is not one YAML document, or uses aliases more often than `maxAliases`. */
function plainValues(head: string): unknown {
  // Pretty errors quote the line again for each error, which takes minutes for a long line with many; tags beyond the
  // core schema would make sets, dates and bytes, which JSON cannot hold.
  const document = parseDocument(head, {
    schema: "core",
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  const [error] = document.errors;
  if (error) {
    const line = head.slice(0, error.pos[0]).split("\n").length;
    throw new Error(`${error.message} at line ${line} of the head`);
  }
  // Each alias is looked for in all of the document, so they are counted before any is.
  let aliases = 0;
  visit(document, {
    Alias: () => (++aliases > maxAliases ? visit.BREAK : undefined),
  });
  if (aliases > maxAliases) throw new Error(`the head uses aliases over ${maxAliases} times`);
  return document.toJS({ maxAliasCount: maxAliases });
}
