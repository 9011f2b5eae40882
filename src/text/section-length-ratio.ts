import { type BootstrapEstimate, type BootstrapOptions, bootstrapRows } from "../stats/index.js";
import type { CardSection } from "./card-headings.js";
import { mainSections } from "./filled-sections.js";

/**
 * How long a section is beside the others: its mean number of words where it is filled, over the mean of all filled main
 * sections, with the bootstrap interval of drawing cards. From cards' words by section (cardSectionWords); `n` is the
 * number of cards. Null where no card fills it.
 */
export function sectionLengthRatio(
  cards: readonly ReadonlyMap<CardSection, number>[],
  section: CardSection,
  options: BootstrapOptions,
): BootstrapEstimate | null {
  const ratio = (rows: Uint32Array) => {
    let [own, filled, words, sections] = [0, 0, 0, 0];
    for (const row of rows) {
      for (const one of mainSections) {
        const length = cards[row]!.get(one) ?? 0;
        if (length === 0) continue;
        words += length;
        sections++;
        if (one !== section) continue;
        own += length;
        filled++;
      }
    }
    return filled === 0 ? null : own / filled / (words / sections);
  };
  return bootstrapRows(cards.length, ratio, options);
}
