import { normalCdf } from "./normal.js";
import type { Numbers } from "./numbers.js";
import { ranks } from "./ranks.js";

export interface PageTrendResult {
  /** Page's L: the sum over positions of position × rank sum. */
  l: number;
  /** One-sided p of a rise over the positions. */
  p: number;
  method: "exact" | "normal";
  /** Mean Spearman correlation of a row with its positions, from -1 to 1. */
  meanCorrelation: number;
  rows: number;
  positions: number;
}

/**
 * Page's test (1963) that values rise over ordered positions, such as a model's stages: one row a model, one column a
 * stage. Ties within a row share mean ranks. p is exact without ties for up to 8 positions and 12 rows, else normal.
 * For a fall, reverse the columns. Null for no rows or fewer than 3 positions.
 * @throws RangeError on NaN or null, or on rows of different length
 */
export function pageTrend(rows: readonly Numbers[]): PageTrendResult | null {
  const k = rows[0]?.length ?? 0;
  const m = rows.length;
  const uneven = rows.findIndex((row) => row.length !== k);
  if (uneven >= 0) {
    throw new RangeError(
      `pageTrend: row ${uneven} has ${rows[uneven]!.length} values and row 0 has ${k}; every row needs all positions`,
    );
  }
  if (k < 3) return null;
  let l = 0;
  let tied = false;
  for (const row of rows) {
    const rank = ranks(row);
    tied ||= new Set(rank).size < k;
    for (let j = 0; j < k; j++) l += (j + 1) * rank[j]!;
  }
  const exact = !tied && k <= 8 && m <= 12;
  const mean = (m * k * (k + 1) ** 2) / 4;
  const variance = (m * k ** 2 * (k + 1) * (k ** 2 - 1)) / 144;
  return {
    l,
    p: exact ? exactUpper(m, k, l) : normalCdf((mean - l) / Math.sqrt(variance)),
    method: exact ? "exact" : "normal",
    meanCorrelation: (12 * l) / (m * k * (k ** 2 - 1)) - (3 * (k + 1)) / (k - 1),
    rows: m,
    positions: k,
  };
}

/** P(L >= l) when every order in every row is equally likely. */
function exactUpper(m: number, k: number, l: number): number {
  const row = rowDistribution(k);
  let sum = Float64Array.of(1);
  for (let i = 0; i < m; i++) {
    const next = new Float64Array(sum.length + row.length - 1);
    sum.forEach((p, a) => {
      if (p > 0)
        row.forEach((q, b) => {
          next[a + b]! += p * q;
        });
    });
    sum = next;
  }
  return Math.min(
    1,
    sum.subarray(l).reduce((total, p) => total + p, 0),
  );
}

/** The distribution of one row's L, by which ranks are used up after each position. */
function rowDistribution(k: number): Float64Array {
  const longest = (k * (k + 1) * (2 * k + 1)) / 6 + 1;
  const bySet = new Map<number, Float64Array>([[0, Float64Array.of(1)]]);
  for (let used = 0; used < 1 << k; used++) {
    const mass = bySet.get(used)!;
    const position = bitCount(used) + 1;
    if (position > k) return mass;
    for (let rank = 1; rank <= k; rank++) {
      const bit = 1 << (rank - 1);
      if (used & bit) continue;
      const target = bySet.get(used | bit) ?? new Float64Array(longest);
      mass.forEach((p, value) => {
        if (p > 0) target[value + position * rank]! += p / (k - position + 1);
      });
      bySet.set(used | bit, target);
    }
    bySet.delete(used);
  }
  throw new Error("unreachable: the full set of ranks ends the loop");
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left > 0; left &= left - 1) count++;
  return count;
}
