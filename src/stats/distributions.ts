import betainc from "@stdlib/math-base-special-betainc";
import { gammaUpper } from "./regularized-gamma.js";

/** P(X > x) for a chi-square X. */
export function chiSquareSf(x: number, df: number): number {
  return gammaUpper(df / 2, x / 2);
}

/** P(|T| >= |t|) for Student's T. */
export function tTwoSided(t: number, df: number): number {
  return Number.isFinite(t) ? betainc(df / (df + t * t), df / 2, 0.5) : 0;
}

/** P(X > x) for an F-distributed X. */
export function fSf(x: number, df1: number, df2: number): number {
  return x <= 0 ? 1 : betainc(df2 / (df2 + df1 * x), df2 / 2, df1 / 2);
}
