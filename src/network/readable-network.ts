import { type Network, strengths } from "./network.js";

export interface ReadableOptions {
  /** Default 200. */
  readonly maxNodes?: number;
  /** Strongest links kept of each node; a link stays when either end keeps it. Default 4. */
  readonly linksPerNode?: number;
  /** Only the largest communities are drawn, each with its share of the nodes. Default 6. */
  readonly maxCommunities?: number;
}

/** A part of a network that can be drawn, and where its nodes came from. */
export interface ReadableNetwork extends Network {
  /** Place of each node in the whole network. */
  readonly places: Uint32Array;
  readonly communityOf: Uint32Array;
}

/**
 * The part of a network that a reader can look at: of the largest communities (numbered from 0 by size) the nodes of
 * most strength, as many of each as its size asks, and their strongest links. What is left out is most of the
 * network: the picture illustrates the communities, the numbers come from the whole.
 * @throws RangeError where the labels are not one a node
 */
export function readableNetwork(
  network: Network,
  communityOf: ArrayLike<number>,
  { maxNodes = 200, linksPerNode = 4, maxCommunities = 6 }: ReadableOptions = {},
): ReadableNetwork {
  if (communityOf.length !== network.nodes.length) {
    throw new RangeError(`readableNetwork: ${communityOf.length} labels for ${network.nodes.length} nodes`);
  }
  const strength = strengths(network);
  const groups = Array.from({ length: maxCommunities }, () => [] as number[]);
  for (let place = 0; place < communityOf.length; place++) groups[communityOf[place]!]?.push(place);
  const eligible = groups.reduce((sum, group) => sum + group.length, 0);
  const places = Uint32Array.from(
    groups.flatMap((group) =>
      group
        .sort((a, b) => strength[b]! - strength[a]! || a - b)
        .slice(0, Math.floor((maxNodes * group.length) / Math.max(maxNodes, eligible))),
    ),
  ).sort();
  const drawn = new Map(Array.from(places, (place, own) => [place, own]));
  const linksOf = Array.from(places, () => [] as number[]);
  for (let e = 0; e < network.weights.length; e++) {
    const [a, b] = [drawn.get(network.from[e]!), drawn.get(network.to[e]!)];
    if (a === undefined || b === undefined) continue;
    linksOf[a]!.push(e);
    linksOf[b]!.push(e);
  }
  const kept = new Set<number>();
  for (const links of linksOf) {
    links.sort((e, f) => network.weights[f]! - network.weights[e]! || e - f);
    for (const e of links.slice(0, linksPerNode)) kept.add(e);
  }
  const edges = Uint32Array.from(kept).sort();
  return {
    nodes: Array.from(places, (place) => network.nodes[place]!),
    from: edges.map((e) => drawn.get(network.from[e]!)!),
    to: edges.map((e) => drawn.get(network.to[e]!)!),
    weights: Float64Array.from(edges, (e) => network.weights[e]!),
    places,
    communityOf: places.map((place) => communityOf[place]!),
  };
}
