import gammainc from "@stdlib/math-base-special-gammainc";
import gammaln from "@stdlib/math-base-special-gammaln";

/** From here on @stdlib's asymptotic branch is off by up to 0.02 about x = shape (measured against scipy). */
const LARGE = 500;

/** The regularised lower incomplete gamma function P(shape, x): the share of a gamma distribution below x. */
export function gammaLower(shape: number, x: number): number {
  if (x <= 0) return 0;
  if (shape < LARGE) return gammainc(x, shape);
  return x < shape + 1 ? series(shape, x) : 1 - continuedFraction(shape, x);
}

/** The regularised upper incomplete gamma function Q = 1 - P, accurate where it is small. */
export function gammaUpper(shape: number, x: number): number {
  if (x <= 0) return 1;
  if (shape < LARGE) return gammainc(x, shape, true, true);
  return x < shape + 1 ? 1 - series(shape, x) : continuedFraction(shape, x);
}

/** x^shape e^-x / Gamma(shape). */
function front(shape: number, x: number): number {
  return Math.exp(shape * Math.log(x) - x - gammaln(shape));
}

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = shape + 1; term > sum * 1e-17; k++) {
    term *= x / k;
    sum += term;
  }
  return sum * front(shape, x);
}

/** Legendre's continued fraction by Lentz's method. */
function continuedFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 100_000; k++) {
    const a = k * (shape - k);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h * front(shape, x);
}
