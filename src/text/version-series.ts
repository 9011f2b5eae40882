import { compareVersions, nameVersion, versionStep } from "./name-version.js";

/** A model that may state a version in its name. */
export interface Release {
  readonly owner: string | null;
  readonly name: string;
  /** ms; null where unknown. */
  readonly createdMs: number | null;
}

export interface VersionedRelease {
  /** Place among the releases given. */
  readonly place: number;
  readonly numbers: readonly number[];
}

/** Releases of one owner whose names differ in the version alone, earliest version first. */
export interface VersionSeries {
  readonly owner: string;
  readonly stem: string;
  readonly releases: readonly VersionedRelease[];
}

/** A pair of versions of one series, made at different times. */
export interface VersionPair {
  readonly series: number;
  /** Whether the later version was also made later. */
  readonly inOrder: boolean;
}

export interface VersionStepFound {
  readonly kind: "major" | "minor";
  readonly place: number;
  /** Place of a release of the version before; null where none is there. */
  readonly before: number | null;
}

/** Gathers the versions that names state into series. Models without an owner or a version are left out. */
export function versionSeries(releases: readonly Release[]): VersionSeries[] {
  const series = new Map<string, { owner: string; stem: string; releases: VersionedRelease[] }>();
  releases.forEach(({ owner, name }, place) => {
    const version = owner === null ? null : nameVersion(name);
    if (owner === null || !version) return;
    const key = `${owner}/${version.stem}`;
    const own = series.get(key) ?? { owner, stem: version.stem, releases: [] };
    series.set(key, own);
    own.releases.push({ place, numbers: version.numbers });
  });
  for (const own of series.values()) {
    own.releases.sort((a, b) => compareVersions(a.numbers, b.numbers) || a.place - b.place);
  }
  return [...series.values()];
}

/** All pairs of different versions in a series with different known creation times. */
export function versionPairs(series: readonly VersionSeries[], releases: readonly Release[]): VersionPair[] {
  const pairs: VersionPair[] = [];
  series.forEach(({ releases: own }, number) => {
    for (const [i, earlier] of own.entries()) {
      for (const later of own.slice(i + 1)) {
        const [a, b] = [releases[earlier.place]!.createdMs, releases[later.place]!.createdMs];
        if (a === null || b === null || a === b || compareVersions(earlier.numbers, later.numbers) === 0)
          continue;
        pairs.push({ series: number, inOrder: a < b });
      }
    }
  });
  return pairs;
}

/**
 * Every release that opens a major or minor number, and whether the version before it is there. Before 2 any 1.x will do,
 * before 1.2 only a 1.1, of the same owner and the same name otherwise.
 */
export function versionSteps(series: readonly VersionSeries[]): VersionStepFound[] {
  return series.flatMap(({ releases }) =>
    releases.flatMap(({ place, numbers }) => {
      const step = versionStep(numbers);
      if (!step) return [];
      const found = releases.findLast(({ numbers: other }) =>
        step.before.every((value, i) => (other[i] ?? 0) === value),
      );
      return [{ kind: step.kind, place, before: found?.place ?? null }];
    }),
  );
}
