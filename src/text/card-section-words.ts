import { type CardSection, cardHeadings } from "./card-headings.js";
import { cleanCard } from "./clean-card.js";

const placeholder =
  /\[(?:more information needed|needs more information)\]|\bmore information needed\b|\{\{[^{}\n]{0,200}\}\}/gi;

/**
 * How many words a card holds in each section of the model-card template: the words of running text below the headings
 * that stand for it, code, tables and placeholders aside. Text below a heading of the author's own counts to the section
 * that it lies in, unless that is the card's title. A section that is headed and left empty has 0 words; one without a
 * heading is absent, and so is text before any heading. The front matter must be off (splitFrontMatter).
 */
export function cardSectionWords(text: string): Map<CardSection, number> {
  const lines = text.split(/\r?\n/);
  const headings = cardHeadings(text);
  const words = new Map<CardSection, number>();
  /** What a heading of each level hands down to those below it. */
  const open: (CardSection | null | undefined)[] = [];
  for (const [i, { level, section, bodyLine }] of headings.entries()) {
    open.length = level;
    const own = section ?? open.findLast((above) => above != null) ?? null;
    const isTitle = i === 0 && level === 1;
    open[level] = isTitle ? null : own;
    if (own === null) continue;
    const body = lines.slice(bodyLine, headings[i + 1]?.line ?? lines.length).join("\n");
    const prose = cleanCard(body.replace(placeholder, " ")).prose;
    words.set(
      own,
      (words.get(own) ?? 0) + (prose.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0),
    );
  }
  return words;
}
