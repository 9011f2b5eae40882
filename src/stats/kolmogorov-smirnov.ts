import { ascending, type Numbers, requireOrdered } from "./numbers.js";

export interface KolmogorovSmirnovResult {
  /** Largest distance between the two empirical distribution functions. */
  d: number;
  /** A value at which the distance is largest. */
  at: number;
  /** Two-sided. */
  p: number;
  method: "exact" | "asymptotic";
  nA: number;
  nB: number;
}

/**
 * The two-sample Kolmogorov-Smirnov test, in O(n log n). p is exact up to nA × nB = 1,000,000, given the ties (Schröer
 * and Trenkler 1995), else Kolmogorov's limit, which is conservative with ties. Null when a sample is empty.
 * @throws RangeError on NaN or null
 */
export function kolmogorovSmirnov(
  a: Numbers,
  b: Numbers,
  { method = "auto" }: { method?: "auto" | "exact" | "asymptotic" } = {},
): KolmogorovSmirnovResult | null {
  requireOrdered(a, "kolmogorovSmirnov");
  requireOrdered(b, "kolmogorovSmirnov");
  const nA = a.length;
  const nB = b.length;
  if (nA === 0 || nB === 0) return null;
  const sortedA = ascending(a);
  const sortedB = ascending(b);
  // Distances in units of 1 / (nA × nB) are whole numbers: no rounding decides a comparison.
  let furthest = 0;
  let at = sortedA[0]!;
  const endsRun = new Uint8Array(nA + nB + 1);
  let i = 0;
  let j = 0;
  while (i < nA || j < nB) {
    const value = i < nA && (j >= nB || sortedA[i]! <= sortedB[j]!) ? sortedA[i]! : sortedB[j]!;
    while (i < nA && sortedA[i] === value) i++;
    while (j < nB && sortedB[j] === value) j++;
    endsRun[i + j] = 1;
    const distance = Math.abs(i * nB - j * nA);
    if (distance > furthest) {
      furthest = distance;
      at = value;
    }
  }
  const d = furthest / (nA * nB);
  const exact = method === "exact" || (method === "auto" && nA * nB <= 1e6);
  const p = exact ? exactP(nA, nB, furthest, endsRun) : limitP(d * Math.sqrt((nA * nB) / (nA + nB)));
  return { d, at, p, method: exact ? "exact" : "asymptotic", nA, nB };
}

/** The share of all orders of the pooled sample whose distance reaches `furthest` at the end of some run of ties. */
function exactP(nA: number, nB: number, furthest: number, endsRun: Uint8Array): number {
  if (furthest === 0) return 1;
  const reached = new Float64Array(nB + 1);
  for (let i = 0; i <= nA; i++) {
    for (let j = 0; j <= nB; j++) {
      if (endsRun[i + j] === 1 && Math.abs(i * nB - j * nA) >= furthest) reached[j] = 1;
      else if (i === 0) reached[j] = j === 0 ? 0 : reached[j - 1]!;
      else if (j > 0) reached[j] = (i * reached[j]! + j * reached[j - 1]!) / (i + j);
    }
  }
  return Math.min(1, reached[nB]!);
}

/** Kolmogorov's limiting distribution, P(K > t). */
function limitP(t: number): number {
  if (t < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = Math.exp(-2 * k * k * t * t);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}
