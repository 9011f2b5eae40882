/** A run of periods in which something is much more frequent than over the whole time. */
export interface Burst {
  /** First and last period, counted from 0, both inside. */
  readonly start: number;
  readonly end: number;
  /** What the bursting state saves in cost over the calm one; more is stronger. */
  readonly weight: number;
}

export interface BurstOptions {
  /** The bursting state's share over the overall one. Default 2. */
  readonly ratio?: number;
  /** Cost of entering a burst, times the natural logarithm of the number of periods. Default 1. */
  readonly gamma?: number;
}

/**
 * Bursts by Kleinberg's two-state automaton for batched arrivals (Kleinberg 2003, "Bursty and Hierarchical Structure in
 * Streams", section 4): in each period `hits` of `totals` are relevant, the calm state expects the overall share, the
 * bursting one `ratio` times that, and the sequence of states of least cost is found by Viterbi; ties stay calm.
 * Empty where there are no hits. Periods with total 0 carry no evidence.
 * @throws RangeError where lengths differ, a count is negative or not finite, or hits exceed their total
 */
export function findBursts(
  hits: ArrayLike<number>,
  totals: ArrayLike<number>,
  { ratio = 2, gamma = 1 }: BurstOptions = {},
): Burst[] {
  if (hits.length !== totals.length) {
    throw new RangeError(`findBursts: ${hits.length} hits against ${totals.length} totals`);
  }
  if (!(ratio > 1)) throw new RangeError(`findBursts: ratio must be above 1, not ${ratio}`);
  const periods = hits.length;
  let hitSum = 0;
  let totalSum = 0;
  for (let t = 0; t < periods; t++) {
    if (!(hits[t]! >= 0 && hits[t]! <= totals[t]! && Number.isFinite(totals[t]!))) {
      throw new RangeError(`findBursts: ${hits[t]} hits of ${totals[t]} in period ${t}`);
    }
    hitSum += hits[t]!;
    totalSum += totals[t]!;
  }
  if (hitSum === 0) return [];
  const calmShare = hitSum / totalSum;
  const burstShare = Math.min(ratio * calmShare, 0.9999);
  if (burstShare <= calmShare) return [];
  const entry = gamma * Math.log(periods);

  // The binomial coefficient is the same in both states and cancels in every comparison.
  const cost = (share: number, t: number) =>
    -(hits[t]! * Math.log(share) + (totals[t]! - hits[t]!) * Math.log1p(-share));
  const cameFromBurst: [boolean, boolean][] = [];
  let calm = 0;
  let burst = Infinity;
  for (let t = 0; t < periods; t++) {
    const fromCalm = calm + entry;
    cameFromBurst.push([burst < calm, burst < fromCalm]);
    const nextCalm = Math.min(calm, burst) + cost(calmShare, t);
    burst = Math.min(fromCalm, burst) + cost(burstShare, t);
    calm = nextCalm;
  }

  const bursts: Burst[] = [];
  let bursting = burst < calm;
  let end = -1;
  let weight = 0;
  for (let t = periods - 1; t >= -1; t--) {
    if (t >= 0 && bursting) {
      if (end === -1) end = t;
      weight += cost(calmShare, t) - cost(burstShare, t);
      bursting = cameFromBurst[t]![1];
    } else {
      if (end !== -1) bursts.push({ start: t + 1, end, weight });
      end = -1;
      weight = 0;
      if (t >= 0) bursting = cameFromBurst[t]![0];
    }
  }
  return bursts.reverse();
}
