import { dayMs } from "./model-history.js";

/**
 * The last commit before the first pause of `silentDays` or more, in ms, or the last of all where there was none: the
 * end of a first spell of work, which later commits do not take back. Times ascend; none give null.
 * @throws RangeError where silentDays is not above 0 or the times do not ascend
 */
export function firstPause(timesMs: ArrayLike<number>, silentDays: number): number | null {
  if (!(silentDays > 0)) throw new RangeError(`firstPause: silentDays is ${silentDays} and not above 0`);
  for (let i = 1; i < timesMs.length; i++) {
    const gap = timesMs[i]! - timesMs[i - 1]!;
    if (!(gap >= 0)) throw new RangeError(`firstPause: time ${i} does not follow the one before`);
    if (gap >= silentDays * dayMs) return timesMs[i - 1]!;
  }
  return timesMs[timesMs.length - 1] ?? null;
}
