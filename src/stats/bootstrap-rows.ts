import { type BootstrapEstimate, type BootstrapOptions, bootstrapInterval } from "./bootstrap-interval.js";
import { random } from "./random.js";

export interface BootstrapRowsOptions extends BootstrapOptions {
  /** One label a row; whole clusters are drawn (commits of a model are not independent). Default: each row alone. */
  clusters?: ArrayLike<string | number>;
}

/** More leave-one-out groups than this tell BCa's acceleration nothing new. */
const JACKKNIFE_GROUPS = 200;

/**
 * A statistic of rows with its bootstrap interval: the statistic is asked with the indices of the rows drawn (in an
 * array that later calls overwrite), so it can read as many parallel columns as it needs (labels and predictions,
 * two coders, groups). With clusters, as many clusters are drawn as there are, each with all its rows. Null when the
 * statistic of all rows is null or there are none; `n` is the number of rows.
 *
 * BCa's acceleration comes from a delete-a-group jackknife of at most 200 random groups.
 */
export function bootstrapRows(
  rows: number,
  statistic: (indices: Uint32Array) => number | null,
  options: BootstrapRowsOptions,
): BootstrapEstimate | null {
  if (rows === 0) return null;
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  const value = statistic(all);
  if (value === null) return null;
  const source = random(options.seed);
  const { clusters } = options;
  if (clusters && clusters.length !== rows) {
    throw new RangeError(`bootstrapRows: ${clusters.length} cluster labels for ${rows} rows`);
  }
  const members = clusters ? membersOf(clusters) : undefined;

  const drawn = new Uint32Array(rows);
  const draw = members
    ? () => {
        const picked: number[] = [];
        for (let i = 0; i < members.length; i++) {
          for (const row of members[source.int(members.length)]!) picked.push(row);
        }
        return Uint32Array.from(picked);
      }
    : () => {
        for (let i = 0; i < rows; i++) drawn[i] = source.int(rows);
        return drawn;
      };

  const leaveOneOut = () => {
    const units = members ?? Array.from(all, (row) => [row]);
    const order = source.fork("jackknife").shuffle(units.map((_, i) => i));
    const groups = Math.min(JACKKNIFE_GROUPS, units.length);
    const groupOf = new Uint32Array(rows);
    order.forEach((unit, i) => {
      for (const row of units[unit]!) groupOf[row] = i % groups;
    });
    const values: { value: number; weight: number }[] = [];
    for (let group = 0; group < groups; group++) {
      const left = statistic(all.filter((row) => groupOf[row] !== group));
      if (left !== null) values.push({ value: left, weight: 1 });
    }
    return values;
  };
  return bootstrapInterval(value, rows, () => statistic(draw()), leaveOneOut, options);
}

function membersOf(clusters: ArrayLike<string | number>): number[][] {
  const members = new Map<string | number, number[]>();
  for (let row = 0; row < clusters.length; row++) {
    const label = clusters[row]!;
    const rows = members.get(label);
    if (rows) rows.push(row);
    else members.set(label, [row]);
  }
  return [...members.values()];
}
