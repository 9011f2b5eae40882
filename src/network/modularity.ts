import { type Network, strengths } from "./network.js";

/**
 * Newman's weighted modularity of a partition: the share of the weight inside communities less what the strengths of
 * the nodes alone would put there, the latter times `resolution` (Reichardt and Bornholdt 2006). Null without edges.
 * @throws RangeError where the labels are not one a node
 */
export function modularity(network: Network, of: ArrayLike<number>, resolution = 1): number | null {
  if (of.length !== network.nodes.length) {
    throw new RangeError(`modularity: ${of.length} labels for ${network.nodes.length} nodes`);
  }
  let total = 0;
  let inside = 0;
  for (let e = 0; e < network.weights.length; e++) {
    total += network.weights[e]!;
    if (of[network.from[e]!] === of[network.to[e]!]) inside += network.weights[e]!;
  }
  if (total === 0) return null;
  const sums = new Map<number, number>();
  strengths(network).forEach((strength, place) => {
    sums.set(of[place]!, (sums.get(of[place]!) ?? 0) + strength);
  });
  let expected = 0;
  for (const sum of sums.values()) expected += (sum / (2 * total)) ** 2;
  return inside / total - resolution * expected;
}
