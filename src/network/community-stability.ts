import { adjustedRand } from "../stats/adjusted-rand.js";
import { type Communities, findCommunities } from "./find-communities.js";
import type { Network } from "./network.js";

export interface ResolutionStability {
  readonly resolution: number;
  /** Least and most communities over the seeds, and nodes of the largest one at the first seed. */
  readonly fewest: number;
  readonly most: number;
  readonly largest: number;
  /** Modularity at resolution 1, over the seeds. */
  readonly lowestModularity: number | null;
  readonly highestModularity: number | null;
  /** Adjusted Rand index of all pairs of seeds; null with one seed. */
  readonly meanAgreement: number | null;
  readonly leastAgreement: number | null;
  /** Adjusted Rand index with the first seed's communities at the first resolution. */
  readonly agreementWithFirst: number;
}

export interface StabilityOptions {
  /** The first is the one that the others are compared with. */
  readonly resolutions: readonly number[];
  readonly seeds: readonly (number | string)[];
}

/** Headings of a table of ResolutionStability rows. */
export const stabilityHeadings: Readonly<Partial<Record<keyof ResolutionStability, string>>> = {
  fewest: "fewest communities",
  most: "most",
  largest: "nodes of the largest",
  lowestModularity: "lowest modularity",
  highestModularity: "highest",
  meanAgreement: "agreement over seeds (mean adjusted Rand)",
  leastAgreement: "least agreement",
  agreementWithFirst: "agreement with the first resolution",
};

/**
 * How far the communities depend on the seed and on the resolution, one row a resolution.
 * @throws RangeError without nodes, seeds or resolutions
 */
export function communityStability(
  network: Network,
  { resolutions, seeds }: StabilityOptions,
): ResolutionStability[] {
  if (!network.nodes.length || !seeds.length || !resolutions.length) {
    throw new RangeError("communityStability needs nodes, at least one seed and at least one resolution");
  }
  let first: Communities | undefined;
  return resolutions.map((resolution) => {
    const runs = seeds.map((seed) => findCommunities(network, { seed, resolution }));
    first ??= runs[0]!;
    const agreements: number[] = [];
    for (let i = 1; i < runs.length; i++) {
      for (let j = 0; j < i; j++) agreements.push(adjustedRand(runs[i]!.of, runs[j]!.of)!);
    }
    const counts = runs.map(({ sizes }) => sizes.length);
    const modularities = runs.flatMap(({ modularity }) => (modularity === null ? [] : [modularity]));
    return {
      resolution,
      fewest: Math.min(...counts),
      most: Math.max(...counts),
      largest: runs[0]!.sizes[0]!,
      lowestModularity: modularities.length ? Math.min(...modularities) : null,
      highestModularity: modularities.length ? Math.max(...modularities) : null,
      meanAgreement: agreements.length ? agreements.reduce((a, b) => a + b, 0) / agreements.length : null,
      leastAgreement: agreements.length ? Math.min(...agreements) : null,
      agreementWithFirst: adjustedRand(first.of, runs[0]!.of)!,
    };
  });
}
