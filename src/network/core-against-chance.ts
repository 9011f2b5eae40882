import { random } from "../stats/random.js";
import { type CorePeriphery, corePeriphery } from "./core-periphery.js";
import type { Network } from "./network.js";
import { type NullComparison, nullComparison } from "./null-comparison.js";
import { projectNetwork } from "./project-network.js";
import { type Memberships, rewireMemberships } from "./rewire-memberships.js";
import { scatterLinks } from "./scatter-links.js";

export interface CoreAgainstChance {
  readonly core: CorePeriphery;
  /** Links are denser within the core than across, and across than within the periphery. */
  readonly ordered: boolean;
  /** Fit beside that of networks of as many nodes and links, scattered. */
  readonly scattered: NullComparison;
  /** Fit beside that of memberships dealt out anew: as many items a holder and holders an item. */
  readonly dealt: NullComparison;
}

/**
 * The core and periphery of the network of those who share items, with the fit that chance gives: scattered links
 * (a network at all), and memberships dealt out anew (items of many holders link all of them by themselves). A network
 * by chance that has no split counts as a fit of 0. Null where the network itself has none.
 */
export function coreAgainstChance(
  memberships: Memberships,
  { seed, replicates = 99 }: { readonly seed: number | string; readonly replicates?: number },
): CoreAgainstChance | null {
  const network = share(memberships);
  const core = corePeriphery(network);
  if (core === null) return null;
  const chance = random(seed);
  const fitOf = (candidate: Network) => corePeriphery(candidate)?.correlation ?? 0;
  const { density } = core;
  return {
    core,
    ordered:
      (density.core ?? 0) > (density.between ?? 0) && (density.between ?? 0) > (density.periphery ?? 0),
    scattered: nullComparison(
      core.correlation,
      (i) => fitOf(scatterLinks(network, chance.fork(`scatter ${i}`))),
      replicates,
    ),
    dealt: nullComparison(
      core.correlation,
      (i) => fitOf(share(rewireMemberships(memberships, chance.fork(`deal ${i}`)))),
      replicates,
    ),
  };
}

function share({ holders, items }: Memberships): Network {
  return projectNetwork(holders, items, { maxHolders: Number.POSITIVE_INFINITY });
}
