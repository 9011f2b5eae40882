/** A number with what it needs to be believed: its interval, the confidence level and the number of cases. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  /** Number of observations behind the value. */
  n: number;
  /** Confidence level of [low, high], such as 0.95. */
  level: number;
}
