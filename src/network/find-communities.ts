import { UndirectedGraph } from "graphology";
import louvainModule from "graphology-communities-louvain";
import { random } from "../stats/random.js";
import { modularity } from "./modularity.js";
import type { Network } from "./network.js";

// The package is CommonJS whose export is the function itself; its types describe an ES module.
const louvain = louvainModule as unknown as typeof louvainModule.default;

export interface Communities {
  /** Community of each node, numbered from 0 by size, the largest first; ties by their first node. */
  readonly of: Uint32Array;
  /** Nodes of each community. */
  readonly sizes: readonly number[];
  /** Newman's modularity at resolution 1, whatever the resolution of the search; null without edges. */
  readonly modularity: number | null;
}

export interface CommunityOptions {
  readonly seed: number | string;
  /** Above 1 for more and smaller communities. Default 1. */
  readonly resolution?: number;
}

/**
 * Communities by the Louvain method (Blondel et al. 2008; graphology-communities-louvain), weighted, seeded: the same
 * network, seed and resolution give the same communities. A network without edges has each node alone.
 */
export function findCommunities(network: Network, { seed, resolution = 1 }: CommunityOptions): Communities {
  const n = network.nodes.length;
  let found: Uint32Array;
  if (network.weights.length === 0) found = Uint32Array.from({ length: n }, (_, place) => place);
  else {
    const chance = random(seed);
    const mapping = louvain(toGraph(network), {
      rng: () => chance.next(),
      resolution,
      getEdgeWeight: "weight",
    });
    found = Uint32Array.from({ length: n }, (_, place) => mapping[place]!);
  }
  const of = renumber(found);
  const sizes: number[] = [];
  for (const community of of) sizes[community] = (sizes[community] ?? 0) + 1;
  return { of, sizes, modularity: modularity(network, of) };
}

/** A graphology graph whose node keys are the places of the nodes. */
export function toGraph(network: Network): UndirectedGraph {
  const graph = new UndirectedGraph({ allowSelfLoops: false });
  for (let place = 0; place < network.nodes.length; place++) graph.addNode(place);
  for (let e = 0; e < network.weights.length; e++) {
    graph.addEdgeWithKey(e, network.from[e]!, network.to[e]!, { weight: network.weights[e]! });
  }
  return graph;
}

function renumber(labels: Uint32Array): Uint32Array {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  // A Map keeps the order of first sight, and sort is stable: ties go to the community of the earlier node.
  const order = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)!);
  const numberOf = new Map(order.map((label, place) => [label, place]));
  return labels.map((label) => numberOf.get(label)!);
}
