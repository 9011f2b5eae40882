import { Composer, type CST, Parser } from "yaml";

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
const maxDepth = 100;

/**
 * Splits a model card at its YAML front matter: a first line `---`, YAML, a line `---`. The YAML is parsed as data in
 * the core schema, never run, at most 100 deep and with at most 100 uses of aliases, so that a bomb of either is a
 * problem, not a hang.
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

/** @throws Error where the head is not one YAML document, nests too deep, or uses aliases too often. */
function plainValues(head: string): unknown {
  const tokens: CST.Token[] = [];
  for (const token of new Parser().parse(head)) {
    if (token.type === "error") throw fault(token.message, head, token.offset);
    tokens.push(token);
  }
  const aliases = checkBounds(tokens);
  // Pretty errors quote the line again for each error, which takes minutes for a long line with many; tags beyond the
  // core schema would make sets, dates and bytes, which JSON cannot hold.
  const composer = new Composer({
    schema: "core",
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
  });
  const [document, another] = composer.compose(tokens, true, head.length);
  if (!document) return null;
  const [error] = document.errors;
  if (error) throw fault(error.message, head, error.pos[0]);
  if (another) throw fault("the head holds several documents", head, another.range[0]);
  const values: unknown = document.toJS({ maxAliasCount: maxAliases });
  if (aliases && isCircular(values)) throw new Error("the head holds a list or map that is part of itself");
  return values;
}

function isCircular(values: unknown): boolean {
  try {
    JSON.stringify(values);
    return false;
  } catch {
    return true;
  }
}

const fault = (what: string, head: string, at: number) =>
  new Error(`${what} at line ${head.slice(0, at).split("\n").length} of the head`);

/**
 * The parser's tokens are looked through without recursion before anything recursive sees them: V8 can end the whole
 * process where a pattern is compiled at the end of the stack. Each alias is looked for in all of the document, so
 * aliases are counted before any is.
 *
 * @returns the number of aliases.
 */
function checkBounds(tokens: readonly CST.Token[]): number {
  const open: [token: CST.Token, depth: number][] = tokens.map((token) => [token, 0]);
  let aliases = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (depth > maxDepth) throw new Error(`the head nests over ${maxDepth} deep`);
    if (token.type === "alias" && ++aliases > maxAliases)
      throw new Error(`the head uses aliases over ${maxAliases} times`);
    if ("value" in token && token.value) open.push([token.value, depth + 1]);
    if ("items" in token)
      for (const { key, value } of token.items) {
        if (key) open.push([key, depth + 1]);
        if (value) open.push([value, depth + 1]);
      }
  }
  return aliases;
}
