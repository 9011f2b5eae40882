import { parse } from "yaml";

/** A card taken apart: its YAML head as plain values, and the text below it. */
export interface SplitCard {
  /** The head as JSON-like values; null where there is none or it cannot be parsed. */
  readonly frontMatter: unknown;
  readonly text: string;
  /** Why the head could not be parsed; null where it could, or there is none. */
  readonly problem: string | null;
}

const maxHeadChars = 1 << 20;

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
    const frontMatter: unknown = parse(head, { maxAliasCount: 100, logLevel: "error", uniqueKeys: false });
    return { frontMatter: frontMatter ?? null, text, problem: null };
  } catch (error) {
    return { frontMatter: null, text, problem: (error as Error).message.split("\n")[0]! };
  }
}
