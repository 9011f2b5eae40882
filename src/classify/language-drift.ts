export interface LanguageDrift {
  /** Pairs in which base and child both state a language. */
  readonly stated: number;
  readonly same: number;
  /** Pairs whose child states fewer, more, or as many but other languages. */
  readonly fewer: number;
  readonly more: number;
  readonly others: number;
  /** From two languages or more to English alone, and from English alone to two or more. */
  readonly toEnglish: number;
  readonly fromEnglish: number;
}

/** How the stated languages of bases and of the models built on them differ, over pairs of lists; repeats count once. */
export function languageDrift(
  pairs: Iterable<readonly [base: readonly string[] | null, child: readonly string[] | null]>,
): LanguageDrift {
  const drift = { stated: 0, same: 0, fewer: 0, more: 0, others: 0, toEnglish: 0, fromEnglish: 0 };
  for (const [base, child] of pairs) {
    const before = new Set(base);
    const after = new Set(child);
    if (before.size === 0 || after.size === 0) continue;
    drift.stated++;
    if (after.size < before.size) drift.fewer++;
    else if (after.size > before.size) drift.more++;
    else if ([...after].every((language) => before.has(language))) drift.same++;
    else drift.others++;
    if (before.size > 1 && isEnglish(after)) drift.toEnglish++;
    if (isEnglish(before) && after.size > 1) drift.fromEnglish++;
  }
  return drift;
}

function isEnglish(languages: ReadonlySet<string>): boolean {
  return languages.size === 1 && languages.has("en");
}
