import { type RecordOptions, record } from "./record.js";

export interface RecordEstimateOptions extends Pick<RecordOptions, "unit" | "snapshot"> {
  /** Multiplies the value and its interval: 100 for percentage points. Above 0. Default 1. */
  readonly times?: number;
}

/**
 * Records an estimate with its interval and number of cases under a name, by the rules of `record`.
 *
 * @throws RangeError also where the estimate is null: an unknown value is no result.
 */
export function recordEstimate(
  name: string,
  estimate: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly n: number;
  } | null,
  { times = 1, ...options }: RecordEstimateOptions,
): void {
  if (estimate === null) {
    throw new RangeError(
      `record("${name}"): the estimate is unknown (null); record none, or say why in words`,
    );
  }
  const { value, low, high, n } = estimate;
  record(name, times * value, { low: times * low, high: times * high, n, ...options });
}
