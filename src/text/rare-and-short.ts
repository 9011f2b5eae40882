import { median } from "../stats/median.js";
import type { CardSection } from "./card-headings.js";
import type { FilledSection } from "./filled-sections.js";

/**
 * Whether a section is rare, among the three least filled of the nine, and short, of fewer words in the median than the
 * median section: "rare and short", "not rare and short" and so on. Sections come as filledSections orders them.
 */
export function rareAndShort(sections: readonly FilledSection[], section: CardSection): string {
  const place = sections.findIndex((one) => one.section === section);
  const middle = median(sections.map((one) => one.median).filter((words) => words !== null));
  const words = sections[place]?.median ?? null;
  const short = words !== null && middle !== null && words < middle;
  return `${place >= sections.length - 3 ? "rare" : "not rare"} and ${short ? "short" : "not short"}`;
}
