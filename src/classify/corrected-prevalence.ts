import { dirichletDeviate } from "../stats/dirichlet-deviate.js";
import { type Random, random } from "../stats/random.js";

export interface PrevalenceInput {
  /** How many of the population the classifier put into each class. */
  readonly predicted: readonly number[];
  /** Labelled items by true class (row) and predicted class (column), in the order of `predicted`. */
  readonly confusion: readonly (readonly number[])[];
  /**
   * What the labelled items are. "any mix": a sample of each class, whatever their shares; uses only how the classifier
   * errs within a class. "same mix": a random sample of the same population; uses what a prediction is worth there, and is
   * the more precise where that holds. The default is "any mix".
   */
  readonly sample?: "any mix" | "same mix";
  readonly resamples?: number;
  /** Coverage of the intervals; the default is 0.95. */
  readonly level?: number;
  readonly seed: number;
}

export interface PrevalenceShare {
  /** Share of the population that the classifier puts into the class. */
  readonly naive: number;
  /** Share corrected for the classifier's errors; the shares sum to 1. */
  readonly corrected: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The true shares of classes in a population that a classifier has counted, with its errors taken out.
 *
 * For "any mix" the shares that make the predictions likeliest, given how each class is predicted, under the constraint
 * that they are shares: for two classes the estimate of Rogan and Gladen (1978, Am. J. Epidemiology 107) cut to [0, 1],
 * for more its maximum-likelihood form, found by expectation-maximisation. For "same mix" the predictions weighted by what
 * each is worth (Tenenbein 1970, JASA 65). Cells of the confusion count half an item more per class, spread over the row,
 * so that a class seen seldom is not taken for one never mistaken.
 *
 * The intervals are percentiles over draws of the errors and of the population: errors from what the labelled items leave
 * open (a Dirichlet distribution, Jeffreys' half item added to every cell), so that an error never seen among few items is
 * not ruled out. Resampling the items would rule it out, and held the truth in 65 to 80% of samples where a class had few
 * (docs/methods.md). The estimate lies inside. The classifier must err in the population as it errs in the labelled items.
 * A population of none has NaN shares. Throws where the sizes do not fit, a count is negative or not finite, or a class has
 * no labelled item.
 */
export function correctedPrevalence({
  predicted,
  confusion,
  sample = "any mix",
  resamples = 1000,
  level = 0.95,
  seed,
}: PrevalenceInput): PrevalenceShare[] {
  const k = predicted.length;
  if (confusion.length !== k || confusion.some((row) => row.length !== k))
    throw new Error(`The confusion matrix must be ${k} by ${k}, as many classes as were predicted.`);
  if ([...predicted, ...confusion.flat()].some((count) => !(count >= 0 && Number.isFinite(count))))
    throw new Error("Counts must be finite and not negative.");
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const size = total(predicted);
  if (size === 0)
    return predicted.map(() => ({
      naive: Number.NaN,
      corrected: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
    }));
  if (sample === "any mix") {
    const unseen = confusion.findIndex((row) => total(row) === 0);
    if (unseen !== -1)
      throw new Error(`Class number ${unseen} has no labelled item: how it is mistaken cannot be known.`);
  } else if (total(confusion.flat()) === 0) throw new Error("There is no labelled item.");

  const anyMix = sample === "any mix";
  const corrected = anyMix
    ? likeliestShares(predicted, rates(confusion))
    : weightedByWorth(predicted, worth(confusion));
  const chance = random(`prevalence/${seed}`);
  const draws: Float64Array[] = corrected.map(() => new Float64Array(resamples));
  for (let r = 0; r < resamples; r++) {
    const again = resampled(predicted, chance);
    const population = total(again) > 0 ? again : predicted;
    const lines = anyMix ? confusion : predicted.map((_, p) => confusion.map((row) => row[p]!));
    const open = lines.map((counts) =>
      dirichletDeviate(
        chance,
        counts.map((count) => count + 0.5),
      ),
    );
    const shares = anyMix ? likeliestShares(population, open) : weightedByWorth(population, open);
    for (const [t, share] of shares.entries()) draws[t]![r] = share;
  }
  const tail = (1 - level) / 2;
  return corrected.map((share, t) => {
    const sorted = draws[t]!.sort();
    const at = (p: number) => (resamples === 0 ? share : sorted[Math.round(p * (resamples - 1))]!);
    return {
      naive: predicted[t]! / size,
      corrected: share,
      low: Math.min(share, at(tail)),
      high: Math.max(share, at(1 - tail)),
    };
  });
}

/** How each class (row) is predicted, with half an item a class shared out as the whole sample's predictions are. */
function rates(confusion: readonly (readonly number[])[]): number[][] {
  const k = confusion.length;
  const columns = Array.from(
    { length: k },
    (_, p) => confusion.reduce((sum, row) => sum + row[p]!, 0) + 1 / k,
  );
  const all = columns.reduce((sum, count) => sum + count, 0);
  return confusion.map((row) => {
    const n = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, p) => (count + (0.5 * columns[p]!) / all) / (n + 0.5));
  });
}

/** The shares under which the predictions are likeliest, given how each class (row) is predicted. */
function likeliestShares(predicted: readonly number[], m: readonly (readonly number[])[]): number[] {
  const k = predicted.length;
  const size = predicted.reduce((sum, count) => sum + count, 0);
  let shares = Array.from({ length: k }, () => 1 / k);
  for (let iteration = 0; iteration < 2000; iteration++) {
    const next = new Array<number>(k).fill(0);
    for (let p = 0; p < k; p++) {
      if (predicted[p] === 0) continue;
      let mass = 0;
      for (let t = 0; t < k; t++) mass += shares[t]! * m[t]![p]!;
      for (let t = 0; t < k; t++) next[t]! += (predicted[p]! / size) * ((shares[t]! * m[t]![p]!) / mass);
    }
    const moved = next.reduce((most, share, t) => Math.max(most, Math.abs(share - shares[t]!)), 0);
    shares = next;
    if (moved < 1e-7) break;
  }
  return shares;
}

/** What each prediction (row) is worth: the shares of the true classes among the items that have it. */
function worth(confusion: readonly (readonly number[])[]): number[][] {
  return confusion.map((_, p) => {
    const n = confusion.reduce((sum, row) => sum + row[p]!, 0);
    // Half an item says that the prediction is right, so that one never seen among the labelled keeps its own class.
    return confusion.map((row, t) => (row[p]! + (t === p ? 0.5 : 0)) / (n + 0.5));
  });
}

function weightedByWorth(predicted: readonly number[], worths: readonly (readonly number[])[]): number[] {
  const size = predicted.reduce((sum, count) => sum + count, 0);
  return predicted.map((_, t) => predicted.reduce((sum, n, p) => sum + (n / size) * worths[p]![t]!, 0));
}

/** Independent Poisson counts: a multinomial resample but for its total, which the shares do not see. */
function resampled(counts: readonly number[], chance: Random): number[] {
  return counts.map((mean) =>
    mean > 400 ? Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.normal())) : chance.poisson(mean),
  );
}
