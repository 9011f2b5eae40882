import { random } from "../stats/random.js";
import { findCommunities } from "./find-communities.js";
import type { Network } from "./network.js";
import { type NullComparison, nullComparison } from "./null-comparison.js";
import { rewire } from "./rewire.js";

/** Modularity that the search finds in the network, beside what it finds in each rewired one. */
export type NullModularity = NullComparison;

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
  const draw = (i: number) => search(rewire(network, chance.fork(`rewire ${i}`), swapsPerEdge), `null ${i}`)!;
  return nullComparison(observed, draw, replicates);
}
