import { type CardSection, cardHeadings } from "./card-headings.js";
import { cardTemplate } from "./card-template.js";
import { type CleanCard, cleanCard } from "./clean-card.js";
import { guessLanguage } from "./guess-language.js";
import { tokenise } from "./tokenise.js";

/** A model card as a text to study. */
export interface CardProse extends CleanCard {
  /** Family of the tool or untouched template that wrote the card; null for a card that counts as written. */
  readonly template: string | null;
  /** The same prose as an earlier card's. */
  readonly repeats: boolean;
  readonly sections: ReadonlySet<CardSection | null>;
  /** ISO 639-3, of a written card long enough to tell. */
  readonly language: string | null;
  /** Tokens of the prose, stop words left out. */
  readonly words: readonly string[];
}

/**
 * Reads model cards, front matter off, in order: cleaned prose, who wrote it, its sections, language and words. Of cards of
 * the same prose all but the first repeat. Each card is read once, in time linear in its length; a longer card than
 * cleanCard's limit is cut, and says so.
 */
export function readProse(cards: Iterable<string>): CardProse[] {
  // Of a repeated prose the language is guessed once: the guess takes most of a card's time.
  const guessed = new Map<string, string | null>();
  const seen = new Set<string>();
  const languageOf = (prose: string) => {
    if (!guessed.has(prose)) guessed.set(prose, guessLanguage(prose)?.language ?? null);
    return guessed.get(prose)!;
  };
  return Array.from(cards, (text) => {
    const clean = cleanCard(text);
    const template = cardTemplate(text);
    const repeats = seen.has(clean.prose);
    seen.add(clean.prose);
    return {
      ...clean,
      template,
      repeats,
      sections: new Set(cardHeadings(text).map(({ section }) => section)),
      language: template ? null : languageOf(clean.prose),
      words: tokenise(clean.prose),
    };
  });
}
