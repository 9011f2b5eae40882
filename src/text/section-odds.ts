import { logisticRegression } from "../stats/index.js";
import type { CardSection } from "./card-headings.js";

/**
 * The odds that a card fills one section where it fills another, over the odds where it does not: from cards' words by
 * section (cardSectionWords), with the interval of errors clustered by account. Throws as logisticRegression does where
 * either is the same in all cards.
 */
export function sectionOdds(
  cards: readonly ReadonlyMap<CardSection, number>[],
  { of, given, accounts }: { of: CardSection; given: CardSection; accounts: readonly string[] },
): { value: number; low: number; high: number; n: number } {
  const fills = (section: CardSection) => cards.map((card) => Number((card.get(section) ?? 0) > 0));
  const { coefficients, n } = logisticRegression(
    fills(of),
    { [given]: fills(given) },
    { clusters: accounts },
  );
  const { value, low, high } = coefficients[1]!.oddsRatio;
  return { value, low, high, n };
}
