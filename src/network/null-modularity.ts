import { random } from "../stats/random.js";
import { findCommunities } from "./find-communities.js";
import type { Network } from "./network.js";
import { rewire } from "./rewire.js";

export interface NullModularity {
  /** Modularity that the search finds in the network. */
  readonly observed: number;
  /** What it finds in each rewired network, in increasing order. */
  readonly expected: readonly number[];
  readonly mean: number;
  readonly sd: number;
  /** (observed - mean) / sd; null where the rewired networks do not differ. */
  readonly z: number | null;
  /** (1 + rewired at least as modular) / (1 + replicates): the least it can be is 1 / (1 + replicates). */
  readonly p: number;
}

export interface NullModularityOptions {
  readonly seed: number | string;
  /** Default 20. */
  readonly replicates?: number;
  readonly resolution?: number;
  /** Default 10. */
  readonly swapsPerEdge?: number;
}

/**
 * Whether a network is more modular than its degrees explain: Louvain on the network and on networks of the same
 * degrees with rewired edges (the configuration model without loops and double edges). A search for communities finds
 * some in any network, so a modularity means nothing without this. Null without edges.
 */
export function nullModularity(
  network: Network,
  { seed, replicates = 20, resolution, swapsPerEdge }: NullModularityOptions,
): NullModularity | null {
  const chance = random(seed);
  const search = (candidate: Network, label: string) =>
    findCommunities(candidate, {
      seed: `${seed}/${label}`,
      ...(resolution === undefined ? {} : { resolution }),
    }).modularity;
  const observed = search(network, "observed");
  if (observed === null) return null;
  const expected = Array.from(
    { length: replicates },
    (_, i) => search(rewire(network, chance.fork(`rewire ${i}`), swapsPerEdge), `null ${i}`)!,
  ).sort((a, b) => a - b);
  const mean = expected.reduce((a, b) => a + b, 0) / replicates;
  const sd = Math.sqrt(expected.reduce((sum, q) => sum + (q - mean) ** 2, 0) / (replicates - 1));
  return {
    observed,
    expected,
    mean,
    sd,
    z: sd > 0 ? (observed - mean) / sd : null,
    p: (1 + expected.filter((q) => q >= observed).length) / (1 + replicates),
  };
}
