import gammaln from "@stdlib/math-base-special-gammaln";
import { normalLogSf } from "./normal.js";

/**
 * How monthly counts scatter about their expected value m:
 * - "negative-binomial": variance m + dispersion × m², the default: months differ by a percentage;
 * - "quasi-poisson": variance dispersion × m;
 * - "poisson": variance m, dispersion 1, which monthly counts of the Hub exceed by far;
 * - "log-normal": log counts with variance dispersion, fitted by least squares on the logs (zero months left out).
 */
export type CountErrors = (typeof countErrors)[number];

const countErrors = ["negative-binomial", "quasi-poisson", "poisson", "log-normal"] as const;

/** Throws on an error law that this project does not know, as a notebook without strict types may ask for. */
export function requireCountErrors(errors: CountErrors, where: string): void {
  if (!countErrors.includes(errors)) {
    throw new RangeError(
      `${where}: errors must be one of ${countErrors.join(", ")} and is ${String(errors)}`,
    );
  }
}

/** Variance of a count of expected value m. For log-normal errors, of its logarithm. */
export function varianceOf(errors: CountErrors, m: number, dispersion: number): number {
  if (errors === "negative-binomial") return m + dispersion * m * m;
  return errors === "log-normal" ? dispersion : dispersion * m;
}

/** log P(count) about the fitted level m (for log-normal errors m is the median), comparable between error laws. */
export function logProbability(errors: CountErrors, count: number, m: number, dispersion: number): number {
  if (errors === "log-normal") return logNormalMass(count, Math.log(m), Math.sqrt(dispersion));
  const size = errors === "negative-binomial" ? 1 / dispersion : m / (dispersion - 1);
  // Beyond this size the two log gammas cancel to nothing: the law is Poisson to all printed digits.
  if (!(size > 0 && size < 1e9)) return count * Math.log(m) - m - gammaln(count + 1);
  return (
    gammaln(count + size) -
    gammaln(size) -
    gammaln(count + 1) -
    size * Math.log1p(m / size) -
    count * Math.log1p(size / m)
  );
}

/** The mass a log-normal law puts on a whole count when values are rounded. */
function logNormalMass(count: number, location: number, scale: number): number {
  const upper = (Math.log(count + 0.5) - location) / scale;
  if (count === 0) return normalLogSf(-upper);
  return logNormalBetween((Math.log(count - 0.5) - location) / scale, upper);
}

/** log P(a < Z <= b) for a standard normal Z, accurate in both tails. */
export function logNormalBetween(a: number, b: number): number {
  if (a + b < 0) return logNormalBetween(-b, -a);
  const outer = normalLogSf(a);
  return outer + Math.log(-Math.expm1(normalLogSf(b) - outer));
}
