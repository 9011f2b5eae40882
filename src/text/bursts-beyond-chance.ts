import { quantile } from "../stats/quantile.js";
import { type Random, random } from "../stats/random.js";
import { type Burst, findBursts } from "./find-bursts.js";

export interface NamedBurst extends Burst {
  readonly name: string;
}

export interface BurstsBeyondChance {
  /** Bursts heavier than the threshold, strongest first; ties by name and start. */
  readonly bursts: readonly NamedBurst[];
  /** Weight that the strongest burst of 95% of the names stays under when their uses are dealt out by chance. */
  readonly threshold: number;
  /** Names with such a burst, and how many a second, independent dealing gives. */
  readonly bursting: number;
  readonly byChance: number;
  readonly tested: number;
}

/**
 * Kleinberg's bursts of many names, kept where they are heavier than chance gives: each name's uses are dealt out over the
 * periods in proportion to the totals (a multinomial, at most `maxDealt` uses of it, which is where weights of dealt uses no
 * longer grow), and the threshold is the 95th percentile of the strongest dealt burst. Dealing takes uses as independent;
 * families released at once are not, so more names burst than would if it knew. Empty input has no bursts.
 * @throws RangeError as findBursts
 */
export function burstsBeyondChance(
  histories: ReadonlyMap<string, ArrayLike<number>>,
  totals: ArrayLike<number>,
  { seed, maxDealt = 2000 }: { readonly seed: number | string; readonly maxDealt?: number },
): BurstsBeyondChance {
  const names = [...histories.keys()];
  if (!names.length) return { bursts: [], threshold: 0, bursting: 0, byChance: 0, tested: 0 };
  const chance = random(seed);
  const strongest = (uses: ArrayLike<number>) =>
    Math.max(0, ...findBursts(uses, totals).map(({ weight }) => weight));
  const dealtBursts = () =>
    names.map((name) => strongest(dealOut(histories.get(name)!, totals, maxDealt, chance)));
  const threshold = quantile(dealtBursts(), 0.95)!;
  const byChance = dealtBursts().filter((weight) => weight > threshold).length;
  const bursts = names
    .flatMap((name) => findBursts(histories.get(name)!, totals).map((burst) => ({ name, ...burst })))
    .filter(({ weight }) => weight > threshold)
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.start - b.start));
  return {
    bursts,
    threshold,
    bursting: new Set(bursts.map(({ name }) => name)).size,
    byChance,
    tested: names.length,
  };
}

/** As many uses as there are, each in a period by chance; a period takes no more uses than it has cases. */
function dealOut(uses: ArrayLike<number>, totals: ArrayLike<number>, most: number, chance: Random): number[] {
  const periods = Array.from(totals);
  const all = periods.reduce((a, b) => a + b, 0);
  const ends: number[] = [];
  let sum = 0;
  for (const total of periods) {
    sum += total;
    ends.push(sum / all);
  }
  const dealt = periods.map(() => 0);
  const left = Math.min(
    most,
    Array.from(uses).reduce((a, b) => a + b, 0),
  );
  for (let i = 0; i < left; i++) {
    const u = chance.next();
    const place = ends.findIndex((end) => u < end);
    if (dealt[place]! < periods[place]!) dealt[place]!++;
  }
  return dealt;
}
