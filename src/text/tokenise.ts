import { eng } from "stopword";

export interface TokeniseOptions {
  /** Shortest token kept, in code points. Default 3. */
  readonly minLength?: number;
  /** Longest token kept, in UTF-16 code units; longer ones are hashes and paths, not words. Default 30. */
  readonly maxLength?: number;
  /** Words left out. Default: the English stop words of the `stopword` package. */
  readonly stopWords?: ReadonlySet<string>;
}

/** English stop words (the `stopword` package). */
export const englishStopWords: ReadonlySet<string> = new Set(eng);

/**
 * The words of a text in order, lower-cased: runs of letters and marks of any script, with inner hyphens and digits
 * after a first letter (gpt2, fine-tuned, wav2vec2). An empty text has none.
 */
export function tokenise(
  prose: string,
  { minLength = 3, maxLength = 30, stopWords = englishStopWords }: TokeniseOptions = {},
): string[] {
  const tokens: string[] = [];
  for (const [token] of prose
    .toLowerCase()
    .matchAll(/\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’]\p{L}[\p{L}\p{M}\p{N}]*)*/gu)) {
    if (token.length < minLength || token.length > maxLength || stopWords.has(token)) continue;
    if (minLength > 1 && [...token].length < minLength) continue;
    tokens.push(token);
  }
  return tokens;
}
