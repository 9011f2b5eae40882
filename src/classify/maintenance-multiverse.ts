import { adjustedRand, cliffsDelta, cohensKappa, quantiles, type Share, share } from "../stats/index.js";
import type { MaintenanceFeature, MaintenanceFeatures } from "./maintenance-features.js";
import {
  defaultMaintenanceFeatures,
  type MaintenanceStatuses,
  maintenanceStatus,
} from "./maintenance-status.js";
import type { FeatureScaling } from "./standardise-features.js";

/** The choices that the study leaves open. The first of each is the baseline. */
export interface MultiverseChoices {
  readonly featureSets: Readonly<Record<string, readonly MaintenanceFeature[]>>;
  readonly scalings: readonly FeatureScaling[];
  readonly ks: readonly number[];
  readonly bots: readonly ("in" | "out")[];
  readonly minimumCommits: readonly number[];
}

export const multiverseChoices: MultiverseChoices = {
  featureSets: {
    "all six": defaultMaintenanceFeatures,
    "without intervals": ["commits", "commitsPerMonth", "daysSinceLastCommit", "authors", "activeMonths"],
    "without recency": ["commits", "commitsPerMonth", "medianIntervalHours", "authors", "activeMonths"],
    "without authors": [
      "commits",
      "commitsPerMonth",
      "medianIntervalHours",
      "daysSinceLastCommit",
      "activeMonths",
    ],
    "frequency and recency": ["commitsPerMonth", "daysSinceLastCommit"],
  },
  scalings: ["zscore", "robust", "minmax"],
  ks: [2, 3],
  bots: ["in", "out"],
  minimumCommits: [2, 3, 5],
};

export interface Universe {
  readonly features: string;
  readonly scaling: FeatureScaling;
  readonly k: number;
  readonly bots: "in" | "out";
  readonly minimumCommits: number;
  /** Models with a status in this universe. */
  readonly n: number;
  /** Share of them that are High. */
  readonly highShare: number;
  /** Models with a status both here and in the baseline: what the next three compare, High against the rest. */
  readonly compared: number;
  readonly adjustedRand: number | null;
  readonly kappa: number | null;
  /** Share of the compared models that are High in one of the two and not in the other. */
  readonly flipped: number | null;
  /** Cliff's delta, High against the rest, of each outcome given; null where a side has no model that knows it. */
  readonly deltas: Readonly<Record<string, number | null>>;
}

export interface Multiverse {
  readonly baseline: MaintenanceStatuses;
  readonly universes: readonly Universe[];
  /** Universes that could not be had (too few models for k), in words. */
  readonly failed: readonly string[];
  /** Share of the baseline's models whose status flips in at least one universe. */
  readonly everFlips: Share;
  /** Share whose status flips in more than a tenth, and in more than half, of the universes that give it one. */
  readonly oftenFlips: Share;
  readonly mostlyFlips: Share;
  /** For each row given, in how many of its universes the status flips; null for models without a baseline status. */
  readonly flipShare: readonly (number | null)[];
}

/**
 * The maintenance status under every combination of reasonable choices (Steegen et al. 2016, "Increasing transparency
 * through a multiverse analysis"). `withBots` and `withoutBots` hold the features of the same models in the same order,
 * the second from the commits that are not by bots alone. `outcomes` hold attributes of the models in the same order,
 * null where unknown: each analysis tells how far its High models exceed the others in them.
 * @throws RangeError where the two differ in their models
 */
export function maintenanceMultiverse(
  withBots: readonly MaintenanceFeatures[],
  withoutBots: readonly MaintenanceFeatures[],
  {
    seed,
    restarts = 5,
    outcomes = {},
    ...chosen
  }: {
    seed: number | string;
    restarts?: number;
    outcomes?: Readonly<Record<string, readonly (number | null)[]>>;
  } & Partial<MultiverseChoices>,
): Multiverse {
  if (
    withBots.length !== withoutBots.length ||
    withBots.some(({ modelId }, i) => modelId !== withoutBots[i]!.modelId)
  ) {
    throw new RangeError(
      "maintenanceMultiverse: the features with and without bots must be of the same models, in order",
    );
  }
  const choices = { ...multiverseChoices, ...chosen };
  const rowsOf = { in: withBots, out: withoutBots };
  const failed: string[] = [];
  let baseline: MaintenanceStatuses | undefined;
  let baselineHigh: (boolean | null)[] = [];
  const given = new Int32Array(withBots.length);
  const flips = new Int32Array(withBots.length);
  const universes: Universe[] = [];
  for (const setting of settings(choices)) {
    const { features, k, bots, minimumCommits, scaling } = setting;
    let found: MaintenanceStatuses;
    try {
      found = maintenanceStatus(rowsOf[bots], {
        seed,
        k,
        scaling,
        minimumCommits,
        restarts,
        features: choices.featureSets[features]!,
      });
    } catch (error) {
      if (!(error instanceof RangeError) || !baseline) throw error;
      failed.push(
        `${features}, ${scaling}, k = ${k}, bots ${bots}, from ${minimumCommits} commits: ${error.message}`,
      );
      continue;
    }
    const high = found.statuses.map((status) => (status === null ? null : status === "High"));
    if (!baseline) {
      baseline = found;
      baselineHigh = high;
    }
    const here: boolean[] = [];
    const there: boolean[] = [];
    high.forEach((is, row) => {
      const was = baselineHigh[row];
      if (is === null || was === null || was === undefined) return;
      here.push(is);
      there.push(was);
      given[row]!++;
      if (is !== was) flips[row]!++;
    });
    universes.push({
      ...setting,
      n: found.n,
      highShare: high.filter(Boolean).length / found.n,
      compared: here.length,
      adjustedRand: adjustedRand(here, there),
      kappa: cohensKappa(here, there)?.value ?? null,
      flipped: here.length === 0 ? null : here.filter((is, i) => is !== there[i]).length / here.length,
      deltas: Object.fromEntries(
        Object.entries(outcomes).map(([name, values]) => [name, deltaOf(high, values)]),
      ),
    });
  }
  const flipShare = Array.from(given, (count, row) => (count === 0 ? null : flips[row]! / count));
  const known = flipShare.filter((one) => one !== null);
  const above = (least: number) => share(known.filter((one) => one > least).length, known.length)!;
  return {
    baseline: baseline!,
    universes,
    failed,
    everFlips: above(0),
    oftenFlips: above(0.1),
    mostlyFlips: above(0.5),
    flipShare,
  };
}

/** Cliff's delta of High against the rest, models without a status or a value left out. */
function deltaOf(high: readonly (boolean | null)[], values: readonly (number | null)[]): number | null {
  const side = (wanted: boolean) =>
    values.flatMap((value, i) => (value !== null && high[i] === wanted ? [value] : []));
  return cliffsDelta(side(true), side(false))?.value ?? null;
}

export interface ChoiceSpread {
  /** "scaling: robust" */
  readonly choice: string;
  /** Least, median and most over the analyses with the choice. */
  readonly high: readonly number[];
  readonly flipped: readonly number[];
}

/** How the analyses of a multiverse spread, for each level of each choice; those that compare no model are passed over. */
export function multiverseByChoice(universes: readonly Universe[]): ChoiceSpread[] {
  const range = (values: readonly number[]) => Array.from(quantiles(values, [0, 0.5, 1]) as number[]);
  return (["features", "scaling", "k", "bots", "minimumCommits"] as const).flatMap((what) =>
    [...new Set(universes.map((one) => one[what]))].map((level) => {
      const own = universes.filter((one) => one[what] === level && one.flipped !== null);
      return {
        choice: `${what}: ${level}`,
        high: range(own.map(({ highShare }) => highShare)),
        flipped: range(own.map(({ flipped }) => flipped!)),
      };
    }),
  );
}

function settings({ featureSets, scalings, ks, bots, minimumCommits }: MultiverseChoices) {
  return Object.keys(featureSets).flatMap((features) =>
    scalings.flatMap((scaling) =>
      ks.flatMap((k) =>
        bots.flatMap((bot) =>
          minimumCommits.map((minimum) => ({ features, scaling, k, bots: bot, minimumCommits: minimum })),
        ),
      ),
    ),
  );
}
