import type { Estimate } from "./estimate.js";

/** A correlation with its interval and the two-sided p-value of no association. */
export interface Correlation extends Estimate {
  p: number;
}
