import { random } from "../stats/random.js";

/** What the strata are made of. */
export interface SampleFrameRow {
  /** Lasting identity of the model, `_id` on the Hub. */
  readonly key: string;
  readonly id: string;
  readonly createdAt: string | null;
  readonly likes: number | null;
}

export interface SampledModel {
  readonly key: string;
  readonly id: string;
  readonly stratum: string;
  /** Models of the stratum, and how many of them were drawn. */
  readonly stratumSize: number;
  readonly stratumDrawn: number;
  /** Inverse of the chance of being drawn: how many models this one stands for. */
  readonly weight: number;
}

/**
 * Draws a stratified sample without replacement (Cochran 1977, "Sampling Techniques", ch. 5): strata are owner size
 * (1, 2-10, 11-100, over 100 models) by year of creation by likes (0, 1-9, 10 and more, unknown). Places go to strata in
 * proportion to the square root of their size (power allocation, Bankier 1988), so that small strata are seen at all, at
 * least two each where n allows it, so that each has a variance. The same frame, in any order, n and seed give the same
 * sample.
 *
 * @returns the sample by key; all models where n is not below their number. Nothing for an empty frame or n of 0.
 * @throws RangeError where n is no whole number of 0 or more.
 */
export function drawSample(
  frame: readonly SampleFrameRow[],
  n: number,
  seed: number | string,
): SampledModel[] {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`A sample has a whole number of models, not ${n}`);
  const ownerSize = new Map<string, number>();
  for (const { id } of frame) ownerSize.set(ownerOf(id), (ownerSize.get(ownerOf(id)) ?? 0) + 1);
  const strata = new Map<string, SampleFrameRow[]>();
  for (const row of frame) {
    const name = [
      `owner ${ownerClass(ownerSize.get(ownerOf(row.id))!)}`,
      row.createdAt?.slice(0, 4) ?? "undated",
      `likes ${likesClass(row.likes)}`,
    ].join(" / ");
    const members = strata.get(name);
    if (members) members.push(row);
    else strata.set(name, [row]);
  }
  const names = [...strata.keys()].sort();
  const places = allocate(
    names.map((name) => strata.get(name)!.length),
    Math.min(n, frame.length),
  );
  const chance = random(seed);
  return names
    .flatMap((stratum, i) => {
      const members = strata.get(stratum)!.sort((a, b) => (a.key < b.key ? -1 : 1));
      const drawn = places[i]!;
      return chance
        .fork(stratum)
        .shuffle(members)
        .slice(0, drawn)
        .map(({ key, id }) => ({
          key,
          id,
          stratum,
          stratumSize: members.length,
          stratumDrawn: drawn,
          weight: members.length / drawn,
        }));
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Places by the square root of size, never over the size, at least `floor` each, summing to n. */
function allocate(sizes: readonly number[], n: number): number[] {
  const floor = Math.min(2, Math.floor(n / Math.max(1, sizes.length)));
  const places = sizes.map((size) => Math.min(size, floor));
  let left = n - places.reduce((sum, place) => sum + place, 0);
  // Strata fill up and drop out; each turn shares what is left among the open ones, largest remainders first.
  while (left > 0) {
    const open = sizes.flatMap((size, i) => (places[i]! < size ? [i] : []));
    const total = open.reduce((sum, i) => sum + Math.sqrt(sizes[i]!), 0);
    const wish = open.map((i) => ({ i, share: (left * Math.sqrt(sizes[i]!)) / total }));
    const before = left;
    for (const { i, share } of wish) {
      const take = Math.min(sizes[i]! - places[i]!, Math.floor(share));
      places[i]! += take;
      left -= take;
    }
    if (left === before) {
      wish.sort((a, b) => b.share - a.share || a.i - b.i);
      for (const { i } of wish) {
        if (left === 0) break;
        places[i]!++;
        left--;
      }
    }
  }
  return places;
}

const ownerOf = (id: string) => (id.includes("/") ? id.slice(0, id.indexOf("/")) : "");
const ownerClass = (models: number) =>
  models === 1 ? "1" : models <= 10 ? "2-10" : models <= 100 ? "11-100" : "over 100";
const likesClass = (likes: number | null) =>
  likes === null ? "unknown" : likes === 0 ? "0" : likes < 10 ? "1-9" : "10+";
