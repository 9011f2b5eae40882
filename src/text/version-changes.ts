import type { VersionStepFound } from "./version-series.js";

/** Releases that differ from their predecessor in a field, of all that have one, where they open a major and a minor number. */
export interface VersionChange {
  readonly name: string;
  readonly first: readonly [hits: number, n: number];
  readonly second: readonly [hits: number, n: number];
}

/**
 * How often each field differs between a release and its predecessor: `first` for major numbers, `second` for minor ones, as
 * rateDifferences takes them. A field is a column with a value a release, unknown (null) being a value like another;
 * releases without a predecessor are left out.
 */
export function versionChanges(
  steps: readonly VersionStepFound[],
  fields: Readonly<Record<string, ArrayLike<unknown>>>,
): VersionChange[] {
  const counts = (field: ArrayLike<unknown>, kind: VersionStepFound["kind"]) => {
    let [hits, n] = [0, 0];
    for (const step of steps) {
      if (step.kind !== kind || step.before === null) continue;
      n++;
      if (field[step.place] !== field[step.before]) hits++;
    }
    return [hits, n] as const;
  };
  return Object.entries(fields).map(([name, field]) => ({
    name,
    first: counts(field, "major"),
    second: counts(field, "minor"),
  }));
}
