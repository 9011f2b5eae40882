import { normalTwoSided } from "./normal.js";
import { ascending, type Numbers, requireOrdered } from "./numbers.js";
import { orderCounts } from "./order-counts.js";

export interface MannWhitneyOptions {
  /** "auto" (default): exact without ties when one sample has at most 8 values (and the other under 1,000). */
  method?: "auto" | "exact" | "normal";
  /** Continuity correction of the normal approximation, default true. */
  continuity?: boolean;
}

export interface MannWhitneyResult {
  /** Pairs in which a exceeds b, ties counted half: the U of a. */
  u: number;
  /** Two-sided. */
  p: number;
  method: "exact" | "normal";
  /** u / (nA × nB): the chance that a random a exceeds a random b, ties counted half. */
  superiority: number;
  nA: number;
  nB: number;
}

/**
 * The Mann-Whitney U test (Mann and Whitney 1947), two-sided, with tie correction, in O(n log n). Null when a sample is
 * empty; p is 1 when all values are tied.
 * @throws RangeError on NaN or null, or when an exact p is asked for with ties
 */
export function mannWhitney(
  a: Numbers,
  b: Numbers,
  options: MannWhitneyOptions = {},
): MannWhitneyResult | null {
  const { method = "auto", continuity = true } = options;
  requireOrdered(a, "mannWhitney");
  requireOrdered(b, "mannWhitney");
  const nA = a.length;
  const nB = b.length;
  if (nA === 0 || nB === 0) return null;
  const { above, tied, cubes } = orderCounts(ascending(a), ascending(b));
  const u = above + tied / 2;
  const small = Math.min(nA, nB) <= 8 && Math.max(nA, nB) < 1000;
  const exact = method === "exact" || (method === "auto" && cubes === 0 && small);
  if (exact && cubes > 0) throw new RangeError("mannWhitney: no exact p with ties; use method normal");
  const n = nA + nB;
  const larger = Math.max(u, nA * nB - u);
  let p: number;
  if (exact) {
    p = Math.min(1, 2 * exactUpper(nA, nB, larger));
  } else {
    const variance = ((nA * nB) / 12) * (n + 1 - cubes / (n * (n - 1)));
    const distance = larger - (nA * nB) / 2 - (continuity ? 0.5 : 0);
    p = variance > 0 && distance > 0 ? normalTwoSided(distance / Math.sqrt(variance)) : 1;
  }
  return { u, p, method: exact ? "exact" : "normal", superiority: u / (nA * nB), nA, nB };
}

/** P(U >= u) when all orders are equally likely, by recursion on which sample holds the largest value. */
function exactUpper(nA: number, nB: number, u: number): number {
  // rows[i][k] = P(U = k) with i values of a and the present number of b.
  let rows = Array.from({ length: nA + 1 }, () => Float64Array.of(1));
  for (let j = 1; j <= nB; j++) {
    const next = [Float64Array.of(1)];
    for (let i = 1; i <= nA; i++) {
      const mass = new Float64Array(i * j + 1);
      const largestA = i / (i + j);
      next[i - 1]!.forEach((p, k) => {
        mass[k + j]! += largestA * p;
      });
      rows[i]!.forEach((p, k) => {
        mass[k]! += (1 - largestA) * p;
      });
      next.push(mass);
    }
    rows = next;
  }
  return rows[nA]!.subarray(Math.ceil(u)).reduce((sum, p) => sum + p, 0);
}
