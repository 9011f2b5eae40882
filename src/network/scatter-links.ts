import type { Random } from "../stats/random.js";
import type { Network } from "./network.js";

/**
 * A random network of as many nodes and links, each pair as likely as any other (Erdős and Rényi's G(n, m)). Weights
 * stay with the places of the links.
 */
export function scatterLinks(network: Network, chance: Random): Network {
  const n = network.nodes.length;
  const keys = new Set<number>();
  while (keys.size < network.weights.length) {
    const [a, b] = [chance.int(n), chance.int(n)];
    if (a !== b) keys.add(Math.min(a, b) * n + Math.max(a, b));
  }
  const sorted = Float64Array.from(keys).sort();
  return {
    nodes: network.nodes,
    from: Uint32Array.from(sorted, (key) => Math.floor(key / n)),
    to: Uint32Array.from(sorted, (key) => key % n),
    weights: network.weights,
  };
}
