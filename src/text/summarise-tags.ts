import { type TagFamily, tagFamilies, tagFamily } from "./tag-family.js";

export interface TagUses {
  readonly tag: string;
  readonly uses: number;
}

export interface TagSummary {
  readonly familyOf: ReadonlyMap<string, TagFamily>;
  /** Every family, in its order: its different tags, their uses, and the tag used most (ties: the first given). */
  readonly families: readonly { family: TagFamily; tags: number; uses: number; mostUsed: string | null }[];
  readonly uses: number;
  /** Characters of the longest tag. */
  readonly longest: number;
  /** Uses of tags that are a prefix alone, such as `dataset:`. */
  readonly nameless: number;
}

/** What tags speak about, by family, with the extremes that a reader should know of. Empty input has empty families. */
export function summariseTags(tags: readonly TagUses[]): TagSummary {
  const families = new Map(
    tagFamilies.map((family) => [
      family,
      { family, tags: 0, uses: 0, mostUsed: null as string | null, most: 0 },
    ]),
  );
  const familyOf = new Map<string, TagFamily>();
  let nameless = 0;
  let longest = 0;
  for (const { tag, uses } of tags) {
    const { family, value } = tagFamily(tag);
    familyOf.set(tag, family);
    if (value === null) nameless += uses;
    longest = Math.max(longest, tag.length);
    const row = families.get(family)!;
    row.tags++;
    row.uses += uses;
    if (uses > row.most) Object.assign(row, { most: uses, mostUsed: tag });
  }
  return {
    familyOf,
    families: [...families.values()].map(({ most: _, ...row }) => row),
    uses: tags.reduce((sum, { uses }) => sum + uses, 0),
    longest,
    nameless,
  };
}
