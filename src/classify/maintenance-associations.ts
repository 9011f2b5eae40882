import {
  type CliffsDelta,
  cliffsDelta,
  holm,
  logisticRegression,
  mannWhitney,
  median,
  type Share,
  share,
  zScores,
} from "../stats/index.js";

/** What is known of a model beside its commits. Null is unknown. */
export interface ModelAttributes {
  readonly sizeBytes: number | null;
  readonly likes: number | null;
  readonly downloads30d: number | null;
  readonly cardLengthChars: number | null;
  readonly ageDays: number | null;
  readonly library: string | null;
  /** Owner, so that models of one owner do not count as independent; null stands for itself. */
  readonly owner: string | null;
}

export type NumericAttribute = "sizeBytes" | "likes" | "downloads30d" | "cardLengthChars" | "ageDays";

export const numericAttributeUnits: Readonly<Record<NumericAttribute, string>> = {
  sizeBytes: "bytes",
  likes: "likes",
  downloads30d: "downloads in 30 days",
  cardLengthChars: "characters",
  ageDays: "days",
};

export interface NumericAssociation {
  readonly attribute: NumericAttribute;
  readonly unit: string;
  /** Models whose value is known, by status, and those whose is not. */
  readonly nHigh: number;
  readonly nLow: number;
  readonly unknown: number;
  readonly medianHigh: number | null;
  readonly medianLow: number | null;
  /** P(High above Low) - P(High below Low), with its interval; null where a side is empty. */
  readonly delta: CliffsDelta | null;
  /** Two-sided Mann-Whitney, and the same after Holm's correction over the attributes. */
  readonly p: number | null;
  readonly adjustedP: number | null;
  /**
   * Odds ratio of High for one standard deviation more of log(1 + attribute), at equal log age, likes and downloads
   * (the attribute itself left out of these), errors clustered by owner; n models have all of them known.
   */
  readonly adjusted: {
    readonly oddsRatio: number;
    readonly low: number;
    readonly high: number;
    readonly n: number;
  } | null;
  /** Why there is no adjusted ratio. */
  readonly adjustedGap: string | null;
}

export interface LibraryAssociation {
  readonly library: string;
  /** Share of High among the library's models. */
  readonly high: Share;
}

export interface MaintenanceAssociations {
  readonly numeric: readonly NumericAssociation[];
  /** Libraries with enough models, largest share first. */
  readonly libraries: readonly LibraryAssociation[];
  /** Models of no or of smaller libraries. */
  readonly otherLibraries: number;
}

/**
 * What goes with a High maintenance status: for each numeric attribute Mann-Whitney's test and Cliff's delta, and a
 * logistic regression that holds age and popularity equal; for libraries the share of High. These are associations:
 * well-kept models may win users, and used models may win care. Models with status null are passed over; a status that
 * is neither "High" nor null counts as not High.
 * @throws RangeError where the columns differ in length
 */
export function maintenanceAssociations(
  statuses: readonly (string | null)[],
  models: readonly ModelAttributes[],
  {
    level = 0.95,
    minimumLibraryModels = 20,
  }: { readonly level?: number; readonly minimumLibraryModels?: number } = {},
): MaintenanceAssociations {
  if (statuses.length !== models.length) {
    throw new RangeError(`maintenanceAssociations: ${statuses.length} statuses for ${models.length} models`);
  }
  const rows = models.flatMap((model, i) =>
    statuses[i] === null ? [] : [{ ...model, high: statuses[i] === "High" }],
  );
  const attributes = Object.keys(numericAttributeUnits) as NumericAttribute[];
  const plain = attributes.map((attribute) => {
    const known = rows.filter((row) => row[attribute] !== null && Number.isFinite(row[attribute]));
    const high = known.filter((row) => row.high).map((row) => row[attribute]!);
    const low = known.filter((row) => !row.high).map((row) => row[attribute]!);
    return {
      attribute,
      unit: numericAttributeUnits[attribute],
      nHigh: high.length,
      nLow: low.length,
      unknown: rows.length - known.length,
      medianHigh: median(high),
      medianLow: median(low),
      delta: cliffsDelta(high, low, { level }),
      p: mannWhitney(high, low)?.p ?? null,
    };
  });
  const tested = plain.filter(({ p }) => p !== null);
  const corrected = holm(tested.map(({ p }) => p!));
  const numeric = plain.map((one) => ({
    ...one,
    adjustedP: one.p === null ? null : corrected[tested.indexOf(one)]!,
    ...adjust(one.attribute, rows, level),
  }));
  const counts = new Map<string, { high: number; n: number }>();
  for (const { library, high } of rows) {
    if (library === null) continue;
    const count = counts.get(library) ?? { high: 0, n: 0 };
    counts.set(library, { high: count.high + (high ? 1 : 0), n: count.n + 1 });
  }
  const libraries = [...counts]
    .filter(([, { n }]) => n >= minimumLibraryModels)
    .map(([library, { high, n }]) => ({ library, high: share(high, n, { level })! }))
    .sort((a, b) => b.high.value - a.high.value || (a.library < b.library ? -1 : 1));
  return {
    numeric,
    libraries,
    otherLibraries: rows.length - libraries.reduce((sum, { high }) => sum + high.n, 0),
  };
}

function adjust(
  attribute: NumericAttribute,
  rows: readonly (ModelAttributes & { readonly high: boolean })[],
  level: number,
): Pick<NumericAssociation, "adjusted" | "adjustedGap"> {
  const covariates = (["ageDays", "likes", "downloads30d"] as const).filter((name) => name !== attribute);
  const needed = [attribute, ...covariates];
  const complete = rows.filter((row) =>
    needed.every((name) => row[name] !== null && Number.isFinite(row[name])),
  );
  if (complete.length === 0) return { adjusted: null, adjustedGap: "no model has all attributes known" };
  const column = (name: NumericAttribute) => zScores(complete.map((row) => Math.log1p(row[name]!)));
  try {
    const fit = logisticRegression(
      complete.map(({ high }) => high),
      Object.fromEntries(needed.map((name) => [name, column(name)])),
      { level, clusters: complete.map(({ owner }, i) => owner ?? `model ${i}`) },
    );
    const { value, low, high } = fit.coefficients[1]!.oddsRatio;
    return { adjusted: { oddsRatio: value, low, high, n: complete.length }, adjustedGap: null };
  } catch (error) {
    // A constant column, one status only, or statuses that an attribute separates: no finite estimate exists.
    if (error instanceof RangeError) return { adjusted: null, adjustedGap: error.message };
    throw error;
  }
}
