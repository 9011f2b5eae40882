import { type BootstrapEstimate, type BootstrapOptions, bootstrapInterval } from "./bootstrap-interval.js";
import { requireSameLength } from "./numbers.js";
import { random } from "./random.js";
import { resampleCounts } from "./resample-counts.js";

/** Cases of one group: whether each holds, and the cluster that it belongs to. */
export interface ClusteredCases {
  readonly holds: ArrayLike<boolean>;
  readonly clusters: ArrayLike<string | number>;
}

/**
 * How many times as large the share of cases that hold is in one group as in another, where the cases of a cluster are
 * alike: models of an owner, who uploads hundreds in a day. The interval draws whole clusters (percentile bootstrap), a
 * cluster with cases in both groups with all of them. Half a case that holds and half a case that does not are added to
 * each group, so that a resample without one that holds has a ratio too; with many cases it changes nothing. `n` is the
 * number of cases of both groups. Null where a group has no cases,
 * and where no case of either holds: a ratio of nothing to nothing is unknown.
 * @throws RangeError where the columns of a group differ in length
 */
export function clusteredShareRatio(
  above: ClusteredCases,
  below: ClusteredCases,
  options: Omit<BootstrapOptions, "method">,
): BootstrapEstimate | null {
  const sums = new Map<string | number, [number, number, number, number]>();
  for (const [place, { holds, clusters }] of [above, below].entries()) {
    requireSameLength(holds, clusters, "clusteredShareRatio");
    for (let i = 0; i < holds.length; i++) {
      const own = sums.get(clusters[i]!) ?? [0, 0, 0, 0];
      sums.set(clusters[i]!, own);
      if (holds[i]) own[2 * place]!++;
      own[2 * place + 1]!++;
    }
  }
  const none = [...sums.values()].every(([a, , b]) => a + b === 0);
  if (above.holds.length === 0 || below.holds.length === 0 || none) return null;
  // Most clusters are alike (an owner with one model that does not hold), so clusters are drawn by kind.
  const kinds = new Map<string, { row: readonly number[]; count: number }>();
  for (const row of sums.values()) {
    const kind = kinds.get(row.join()) ?? { row, count: 0 };
    kind.count++;
    kinds.set(row.join(), kind);
  }
  const rows = [...kinds.values()];
  const table = {
    values: Float64Array.from(rows.keys()),
    counts: Float64Array.from(rows, ({ count }) => count),
    n: sums.size,
  };
  const ratio = (counts: ArrayLike<number>) => {
    const total = [0.5, 1, 0.5, 1];
    for (const [i, { row }] of rows.entries()) {
      for (let column = 0; column < 4; column++) total[column]! += counts[i]! * row[column]!;
    }
    return total[0]! / total[1]! / (total[2]! / total[3]!);
  };
  const draw = resampleCounts(table, random(options.seed));
  return bootstrapInterval(
    ratio(table.counts),
    above.holds.length + below.holds.length,
    () => ratio(draw().counts),
    () => [],
    { ...options, method: "percentile" },
  );
}
