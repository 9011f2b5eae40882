import { francAll } from "franc-min";

export interface LanguageGuess {
  /** ISO 639-3 code. */
  readonly language: string;
  /** How far the second-best language lies behind, 0 (no telling apart) to 1. */
  readonly margin: number;
}

/**
 * The language of a text by its script and letter trigrams (franc-min: 82 languages), read from the first
 * 1,200 characters; null where fewer than `minLetters` letters stand or no language is known. Short, mixed or
 * term-ridden texts are often taken wrong: read shares over many texts, not single guesses.
 */
export function guessLanguage(prose: string, { minLetters = 60 } = {}): LanguageGuess | null {
  const sample = prose.slice(0, 1200);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < minLetters) return null;
  const ranked = francAll(sample, { minLength: minLetters });
  const [first, second] = ranked;
  if (!first || first[0] === "und") return null;
  return { language: first[0], margin: second ? first[1] - second[1] : 1 };
}
