/** A section of the Hub's model-card template. */
export type CardSection =
  | "model details"
  | "uses"
  | "limitations"
  | "get started"
  | "training"
  | "evaluation"
  | "examination"
  | "environmental impact"
  | "technical specifications"
  | "citation"
  | "glossary"
  | "more information"
  | "authors"
  | "contact";

export interface CardHeading {
  readonly level: number;
  readonly text: string;
  /** Section of the template that the heading stands for; null for headings of the author's own. */
  readonly section: CardSection | null;
  /** Line that the heading begins on, counted from 0, and the first line below it. */
  readonly line: number;
  readonly bodyLine: number;
}

/**
 * Wordings of each section: the headings of huggingface_hub's modelcard_template.md, its second-level headings, and
 * the usual variants (intended uses & limitations, how to use, BibTeX entry, …). The first that matches holds, so
 * "limitations" comes before "uses": "Intended uses & limitations" promises both and is told apart below.
 */
const wordings: readonly (readonly [CardSection, RegExp])[] = [
  ["environmental impact", /\b(environment(al)? impact|carbon|co2|emissions?)\b/],
  ["limitations", /\b(limitations?|bias(es)?|risks?|caveats?|ethical considerations?|recommendations?)\b/],
  ["citation", /\b(cit(e|ing|ations?)|bibtex|references?|publications?)\b/],
  [
    "get started",
    /\b(get(ting)? started|how to( use| run| load)?|usage|quick ?start|example(s| usage)?|sample (code|usage)|code snippet|inference)\b/,
  ],
  ["uses", /\b(uses?|use cases?|applications?)\b/],
  [
    "technical specifications",
    /\b(technical specifications?|architecture|compute infrastructure|hardware|software)\b/,
  ],
  ["examination", /\b(examination|interpretab\w+|explainab\w+)\b/],
  [
    "training",
    /\b(train(ing|ed)?|pre-?training|fine-?tuning|hyper-?parameters?|preprocessing|datasets?|corpus|data sources?)\b/,
  ],
  [
    "evaluation",
    /\b(evaluat\w+|results?|metrics?|performance|benchmarks?|test(ing)? data|accuracy|scores?)\b/,
  ],
  ["glossary", /\bglossary\b/],
  ["contact", /\b(contacts?|feedback|support)\b/],
  ["authors", /\b(authors?|contributors?|acknowledge?ments?|team|creators?)\b/],
  ["more information", /\b(more information|additional information|further (information|reading)|links?)\b/],
  [
    "model details",
    /\b(model (details?|description|card|summary|overview|sources?)|description|introduction|overview|about|licen[cs]e)\b/,
  ],
];

/** The sections of the template in its order. */
export const cardSections: readonly CardSection[] = [
  "model details",
  "uses",
  "limitations",
  "get started",
  "training",
  "evaluation",
  "examination",
  "environmental impact",
  "technical specifications",
  "citation",
  "glossary",
  "more information",
  "authors",
  "contact",
];

/** The section of the model-card template that a heading's wording stands for, or null. */
export function cardSection(heading: string): CardSection | null {
  const plain = heading.slice(0, 200).toLowerCase();
  if (/\b(intended|direct|downstream|out-of-scope) uses?\b/.test(plain)) return "uses";
  return wordings.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/**
 * The Markdown headings of a card, in order: `#` to `######` and underlined ones, outside fenced code. Linear in the
 * length of the card; an empty card has none.
 */
export function cardHeadings(text: string): CardHeading[] {
  const headings: CardHeading[] = [];
  let fenced = false;
  let above = "";
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (/^ {0,3}(```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced) {
      const hashes = /^ {0,3}(#{1,6})[ \t]+\S/.exec(line);
      const rule = /^ {0,3}(=|-)\1{2,}[ \t]*$/.exec(line);
      if (hashes) push(hashes[1]!.length, line.slice(line.indexOf("#") + hashes[1]!.length), at, at + 1);
      else if (rule && above.trim() && !above.includes("|"))
        push(rule[1] === "=" ? 1 : 2, above, at - 1, at + 1);
    }
    above = line;
  }
  return headings;

  function push(level: number, raw: string, line: number, bodyLine: number) {
    const words = raw
      .slice(0, 200)
      .replace(/[#*_`[\]]+/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    if (words) headings.push({ level, text: words, section: cardSection(words), line, bodyLine });
  }
}
