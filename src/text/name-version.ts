export interface NamedVersion {
  /** The name in lower case with the version cut out: what the versions of one model have in common. */
  readonly stem: string;
  /** Major, minor and further numbers as written: "v1.5" is [1, 5], "v2" is [2]. */
  readonly numbers: readonly number[];
}

const marked = /(?<![a-z0-9])(?:v|ver|version)[-_.]?(\d{1,4}(?:\.\d{1,4}){0,3})(?![a-z0-9.]*\d)(?![a-z])/i;
// Without a mark only numbers with a dot count, and none that a unit follows: 1.5 is a version, 1.5b a size.
const bare = /(?<![a-z0-9.])(\d{1,3}(?:\.\d{1,3}){1,3})(?![a-z0-9.])/i;

/**
 * The version that a model's name states, and the name without it. A number marked by v comes before one without a mark;
 * of several the last counts, as later parts of a name say more of the release and less of its base. Null where there is none.
 */
export function nameVersion(name: string): NamedVersion | null {
  const found = lastMatch(name, marked) ?? lastMatch(name, bare);
  if (!found) return null;
  const stem = `${name.slice(0, found.index)}*${name.slice(found.index + found[0].length)}`;
  return { stem: stem.toLowerCase(), numbers: found[1]!.split(".").map(Number) };
}

/** Below 0 where `a` is the earlier version; numbers not written count as 0, so 1 and 1.0 are equal. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Whether a version opens a new major number (2, 3.0) or a minor one (1.1, 0.3.2), and the version before it by its numbers
 * ([1] before 2, [1, 0] before 1.1). Null for a first version: 0, 1, 0.1 and the like have none before them.
 */
export function versionStep(
  numbers: readonly number[],
): { readonly kind: "major" | "minor"; readonly before: readonly number[] } | null {
  const [major = 0, minor = 0] = numbers;
  if (minor > 0) {
    return major === 0 && minor === 1 ? null : { kind: "minor", before: [major, minor - 1] };
  }
  return major > 1 ? { kind: "major", before: [major - 1] } : null;
}

function lastMatch(name: string, pattern: RegExp): RegExpExecArray | null {
  const all = [...name.matchAll(new RegExp(pattern, "gi"))];
  return all[all.length - 1] ?? null;
}
