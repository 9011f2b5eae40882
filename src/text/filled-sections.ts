import { mean } from "../stats/mean.js";
import { median } from "../stats/median.js";
import { type Share, share } from "../stats/share.js";
import type { CardSection } from "./card-headings.js";

/** The nine main sections of the Hub's model-card template. */
export const mainSections: readonly CardSection[] = [
  "model details",
  "uses",
  "limitations",
  "get started",
  "training",
  "evaluation",
  "environmental impact",
  "technical specifications",
  "citation",
];

export interface FilledSection {
  readonly section: CardSection;
  /** Of the cards, those with a word or more in it; null without cards. */
  readonly share: Share | null;
  /** Words of the cards that fill it; null where none does. */
  readonly mean: number | null;
  readonly median: number | null;
}

/**
 * How often each main section is filled, most first, and how long it then is: from cards' words by section
 * (cardSectionWords), one map a card.
 */
export function filledSections(cards: readonly ReadonlyMap<CardSection, number>[]): FilledSection[] {
  return mainSections
    .map((section) => {
      const lengths = cards.map((card) => card.get(section) ?? 0).filter((words) => words > 0);
      return {
        section,
        share: share(lengths.length, cards.length),
        mean: mean(lengths),
        median: median(lengths),
      };
    })
    .sort((a, b) => (b.share?.value ?? 0) - (a.share?.value ?? 0));
}
