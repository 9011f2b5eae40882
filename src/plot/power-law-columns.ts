import { formatNumber } from "./format.js";

interface Judged {
  readonly fit: {
    readonly alpha: { readonly value: number; readonly low: number; readonly high: number };
    readonly xmin: number;
    readonly tail: number;
  };
  readonly p: { readonly value: number };
  readonly rivals: readonly { readonly rival: string; readonly favours: string; readonly p: number }[];
}

/**
 * A judged power law (stats' judgePowerLaw) as columns of a table: exponent with interval, where the tail begins and its
 * size, p of the goodness of fit, and which law each comparison on the same tail favours.
 */
export function powerLawColumns({ fit, p, rivals }: Judged): Record<string, string | number> {
  return {
    exponent: fit.alpha.value,
    low: fit.alpha.low,
    high: fit.alpha.high,
    from: fit.xmin,
    tail: fit.tail,
    "goodness-of-fit p": p.value,
    ...Object.fromEntries(
      rivals.map((one) => [`against ${one.rival}`, `${one.favours} (p = ${formatNumber(one.p, 2)})`]),
    ),
  };
}
