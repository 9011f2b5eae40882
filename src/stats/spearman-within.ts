import { type Numbers, requireSameLength } from "./numbers.js";
import { spearman } from "./spearman.js";

/**
 * Spearman's rank correlation within strata, averaged over them by their sizes: what is left of an association at equal
 * stratum. Strata of fewer than `least` pairs, or with a constant column, are left out; `n` counts the pairs that are in. The
 * interval is that of a mean of independent correlations, each with half the width of its own interval as error. Null
 * where no stratum is left.
 * @throws RangeError on NaN or on columns of different length
 */
export function spearmanWithin(
  strata: ArrayLike<string | number>,
  x: Numbers,
  y: Numbers,
  { least = 50 }: { readonly least?: number } = {},
): { value: number; low: number; high: number; n: number } | null {
  requireSameLength(x, y, "spearmanWithin");
  if (strata.length !== x.length)
    throw new RangeError(`spearmanWithin: ${strata.length} strata for ${x.length} pairs`);
  const rowsOf = new Map<string | number, number[]>();
  for (let i = 0; i < strata.length; i++) {
    const own = rowsOf.get(strata[i]!);
    if (own) own.push(i);
    else rowsOf.set(strata[i]!, [i]);
  }
  let [n, sum, squares] = [0, 0, 0];
  for (const rows of rowsOf.values()) {
    if (rows.length < least) continue;
    const found = spearman(
      rows.map((i) => x[i]!),
      rows.map((i) => y[i]!),
    );
    if (found === null) continue;
    n += found.n;
    sum += found.value * found.n;
    squares += ((found.n * (found.high - found.low)) / 2) ** 2;
  }
  if (n === 0) return null;
  const [value, error] = [sum / n, Math.sqrt(squares) / n];
  return { value, low: value - error, high: value + error, n };
}
