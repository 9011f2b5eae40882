import type { Communities } from "./find-communities.js";
import { type Network, strengths } from "./network.js";

/** Names of each community's nodes, those with the strongest links first, communities by size; ties in the nodes' order. */
export function strongestMembers(network: Network, communities: Communities): string[][] {
  const strength = strengths(network);
  const members: number[][] = communities.sizes.map(() => []);
  for (let place = 0; place < network.nodes.length; place++) members[communities.of[place]!]!.push(place);
  return members.map((places) =>
    places.sort((a, b) => strength[b]! - strength[a]! || a - b).map((place) => network.nodes[place]!),
  );
}
